import type { Answered, SimulatedPlatform } from './simulation';

/** How a platform says when to come again. */
export type Told = 'retryAfter' | 'headers' | 'nothing' | 'zero' | 'past';

const START = Date.parse('2026-01-01T00:00:00.400Z');
const OK: Answered = { statusCode: 200 };

function refusal(told: Told, now: number, wait: number): Answered {
	if (told === 'retryAfter') {
		return {
			statusCode: 429,
			headers: { 'retry-after': String(Math.max(1, Math.ceil(wait / 1000))) },
		};
	}
	if (told === 'headers') return { statusCode: 429, headers: allowance(now, 0, wait) };
	if (told === 'zero') return { statusCode: 429, headers: { 'retry-after': '0' } };
	if (told === 'past') return { statusCode: 429, headers: allowance(now, 0, -2000) };
	return { statusCode: 429 };
}

function allowance(now: number, remaining: number, reset: number): Record<string, string> {
	return {
		'x-ratelimit-remaining': String(remaining),
		'x-ratelimit-reset': String(Math.ceil((START + now + reset) / 1000)),
	};
}

function accepted(told: Told, now: number, remaining: number, reset: number): Answered {
	return told === 'headers' ? { ...OK, headers: allowance(now, remaining, reset) } : OK;
}

/** Tokens come back all the time. */
export function bucket(
	perSecond: number | ((now: number) => number),
	capacity: number,
	told: Told,
): SimulatedPlatform {
	let tokens = capacity;
	let filled = 0;
	return (now) => {
		const rate = typeof perSecond === 'number' ? perSecond : perSecond(now);
		tokens = Math.min(capacity, tokens + ((now - filled) * rate) / 1000);
		filled = now;
		if (tokens < 1) return refusal(told, now, ((1 - tokens) / rate) * 1000);
		tokens -= 1;
		return accepted(told, now, Math.floor(tokens), ((capacity - tokens) / rate) * 1000);
	};
}

/** So many between two ticks of the platform's clock. */
export function fixedWindow(requests: number, seconds: number, told: Told): SimulatedPlatform {
	let window = -1;
	let taken = 0;
	return (now) => {
		const current = Math.floor(now / (seconds * 1000));
		if (current !== window) taken = 0;
		window = current;
		const reset = (current + 1) * seconds * 1000 - now;
		if (taken >= requests) return refusal(told, now, reset);
		taken += 1;
		return accepted(told, now, requests - taken, reset);
	};
}

/** So many in a window that begins with the first request after the last one. */
export function windowOnDemand(requests: number, seconds: number, told: Told): SimulatedPlatform {
	let start = -Infinity;
	let taken = 0;
	return (now) => {
		if (now >= start + seconds * 1000) {
			start = now;
			taken = 0;
		}
		const reset = start + seconds * 1000 - now;
		if (taken >= requests) return refusal(told, now, reset);
		taken += 1;
		return accepted(told, now, requests - taken, reset);
	};
}

/** So many in any stretch of the time. */
export function slidingWindow(requests: number, seconds: number, told: Told): SimulatedPlatform {
	let times: number[] = [];
	return (now) => {
		times = times.filter((at) => at > now - seconds * 1000);
		const reset = times.length > 0 ? times[0] + seconds * 1000 - now : 0;
		if (times.length >= requests) return refusal(told, now, reset);
		times.push(now);
		return accepted(told, now, requests - times.length, reset);
	};
}

export function unlimited(): SimulatedPlatform {
	return () => OK;
}

/** So many at the same time. */
export function concurrent(most: number, told: Told = 'nothing'): SimulatedPlatform {
	return (now, underWay) => (underWay > most ? refusal(told, now, 0) : OK);
}
