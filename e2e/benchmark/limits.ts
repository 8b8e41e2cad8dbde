import type { RateLimit } from '../../sandbox/account/rate-limit';
import type { VendorId } from '../../test/support/vendors';
import type { Progress } from '../progress';
import type { Bench } from './bench';
import { percent, ratio, type Figure, type Section } from './section';
import type { Seen } from './vendor-server';
import { sendText, workflowOf } from './workflows';

const MESSAGES = 1000;
const NEXT_MESSAGES = 300;
/** A minute's limit would take long for more. */
const DOCUMENTED_NEXT_MESSAGES = 20;

interface Case {
	name: string;
	platform: VendorId;
	limit: RateLimit;
	latency: number;
	/** The limit's own rate, messages a second. */
	perSecond: number;
	messages: number;
	/** Of the time, in units of the limit's own. */
	aim: number;
	/** Whether the pauses that the platform orders stand beside the aim. */
	besidePauses: boolean;
	/** The vendor documents it: the node knows it. */
	documented?: boolean;
}

interface Result extends Case {
	seconds: number;
	first: Seen;
	next: Seen;
}

type Announce = NonNullable<RateLimit['announce']>;
const TOLD: Array<[string, Announce]> = [
	['Retry-After', ['retryAfter']],
	['headers', ['headers']],
	['nothing', []],
];
const PLATFORMS: VendorId[] = ['wbiz', 'waba-portal', 'pabbly-chatflow'];

/** A second's worth, as bucket and as window, told in three ways, with near and far answers. */
function cases(perSecond: number): Case[] {
	return TOLD.flatMap(([told, announce], index) =>
		[50, 300].flatMap((latency): Case[] => {
			const platform = PLATFORMS[index];
			const shared = { platform, latency, perSecond, messages: MESSAGES };
			const limit = { limit: perSecond, seconds: 1, announce };
			const aim = latency === 50 ? 1.05 : 1.1;
			return [
				{
					...shared,
					name: `bucket ${perSecond}/s, ${told}, ${latency} ms`,
					limit: { kind: 'bucket', ...limit },
					...{ aim, besidePauses: false },
				},
				{
					...shared,
					name: `window ${perSecond}/s, ${told}, ${latency} ms`,
					limit: { kind: 'fixed', ...limit },
					...{ aim: 1.25, besidePauses: true },
				},
			];
		}),
	);
}

function smallBuckets(): Case[] {
	return TOLD.map(([told, announce], index) => ({
		name: `bucket 80/s of 10, ${told}, 50 ms`,
		platform: PLATFORMS[index],
		limit: { kind: 'bucket', limit: 10, seconds: 0.125, announce },
		...{ latency: 50, perSecond: 80, messages: MESSAGES, aim: 1.25, besidePauses: true },
	}));
}

const BADALA: Case = {
	name: 'Badala, 80/s as documented, 50 ms',
	platform: 'badala',
	limit: { kind: 'bucket', limit: 80, seconds: 1, announce: ['retryAfter'] },
	...{ latency: 50, perSecond: 80, messages: MESSAGES, aim: 1.05, besidePauses: false },
	documented: true,
};

const CLOOVE: Case = {
	name: 'Cloove, 120 a minute as documented, 50 ms',
	platform: 'cloove',
	limit: { kind: 'fixed', limit: 120, seconds: 60, announce: ['retryAfter'] },
	// The first 120 are there at once: the rest comes by the minute.
	...{ latency: 50, perSecond: 2, messages: 240, aim: 1.25, besidePauses: true },
	documented: true,
};

async function measure(bench: Bench, progress: Progress, entry: Case): Promise<Result> {
	const { platform, limit, latency, messages } = entry;
	const { vendor, credential } = await bench.vendor(platform, { limit, latency });
	const send = () => sendText(platform, credential);
	const { seconds } = await bench.run(workflowOf(entry.name, messages, send()));
	const first = vendor.take();
	if (first.accepted !== messages || first.recipients !== messages) {
		throw new Error(`"${entry.name}": ${first.accepted} of ${messages} messages were accepted`);
	}
	const many = entry.documented ? DOCUMENTED_NEXT_MESSAGES : NEXT_MESSAGES;
	await bench.run(workflowOf(`${entry.name}, next run`, many, send()));
	const result = { ...entry, seconds, first, next: vendor.take() };
	progress.report(rowOf(result).join(' | '));
	return result;
}

/** So many side by side: they have different credentials, and leave n8n time to spare. */
async function measureAll(
	bench: Bench,
	progress: Progress,
	entries: Case[],
	atOnce: number,
): Promise<Result[]> {
	const results: Result[] = [];
	let next = 0;
	const worker = async () => {
		while (next < entries.length) {
			const index = next;
			next += 1;
			results[index] = await measure(bench, progress, entries[index]);
		}
	};
	await Promise.all(Array.from({ length: atOnce }, worker));
	return results;
}

function timeOf({ seconds, first, besidePauses, messages, perSecond }: Result): number {
	return (seconds - (besidePauses ? first.ordered : 0)) / (messages / perSecond);
}

export async function measureLimits(bench: Bench, progress: Progress): Promise<Section> {
	const quick = [...cases(80), ...smallBuckets(), BADALA];
	const slow = [...cases(10), CLOOVE];
	const results = [
		...(await progress.step(
			'Limits of 80 a second',
			async () => await measureAll(bench, progress, quick, 2),
		)),
		...(await progress.step(
			'Limits of 10 a second',
			async () => await measureAll(bench, progress, slow, slow.length),
		)),
	];
	return {
		title: 'Limits that nobody told the node',
		text:
			`${MESSAGES.toLocaleString('en')} messages (Cloove: 240) with no settings, a new credential for each row; × is the limit’s own time, messages ÷ rate. ` +
			'A bucket gives back requests all the time, a window all at its end. Then a next run with the same credential.',
		head: [
			'limit, told by, answers after',
			'×',
			'ordered pauses, s',
			'× as the aim counts it',
			'refused',
			'refused in the next run',
		],
		rows: results.map(rowOf),
		figures: results.flatMap(figuresOf),
	};
}

function rowOf(result: Result): Array<string | number> {
	const { name, platform, seconds, messages, perSecond, first, next, documented } = result;
	const nextMessages = documented ? DOCUMENTED_NEXT_MESSAGES : NEXT_MESSAGES;
	return [
		`${name} (${platform})`,
		ratio(seconds / (messages / perSecond)),
		first.ordered.toFixed(1),
		ratio(timeOf(result)),
		percent(first.refused / messages),
		percent(next.refused / nextMessages),
	];
}

function figuresOf(result: Result): Figure[] {
	const { name, aim, first, next, messages, documented } = result;
	const nextMessages = documented ? DOCUMENTED_NEXT_MESSAGES : NEXT_MESSAGES;
	return [
		{ name, value: timeOf(result), aim },
		{ name: '  refused', value: first.refused / messages, aim: 0.12, unit: 'share' },
		{ name: '  refused, next run', value: next.refused / nextMessages, aim: 0.03, unit: 'share' },
	];
}
