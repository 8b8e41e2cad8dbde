import { useState } from 'preact/hooks';

import { clock, html } from './api.js';

/** What each security test sends, and what a workflow has to do with it. */
const TESTS = {
	duplicate: [
		'The same message twice',
		'Vendors repeat webhooks. The workflow must run once only.',
	],
	forged: [
		'Another sender',
		'Somebody who does not know the secret made this up. n8n must refuse it.',
	],
	tampered: ['Changed on its way', 'The text is no longer what was signed. n8n must refuse it.'],
	unsigned: ['Without a signature', 'Anybody could have sent this. n8n must refuse it.'],
	late: [
		'Two hours old',
		'A genuine message, recorded and sent again. Refused where the vendor signs the time.',
	],
	reserialised: [
		'Written in another way',
		'The same content, but other bytes than were signed. n8n must refuse it.',
	],
};
/** The kinds that mean something without a signature. */
const UNSIGNED = ['duplicate', 'forged'];

export function Webhooks({ view, platform, actions }) {
	const tests = Object.entries(TESTS).filter(([kind]) => view.signs || UNSIGNED.includes(kind));
	return html`
		<div class="tools">
			${view.examples.length > 0 && html`<${Examples} view=${view} platform=${platform} actions=${actions} />`}
			${view.webhookUrl !== undefined && html`<${Address} view=${view} actions=${actions} />`}
			<details>
				<summary>Security tests</summary>
				<ul class="explained">
					${tests.map(
						([kind, [title, what]]) =>
							html`<li>
								<button onClick=${() => actions.act('POST', `/${platform}/deliveries`, { kind })}>
									${title}
								</button>
								<small>${what}</small>
							</li>`,
					)}
				</ul>
			</details>
		</div>
		<${Log} deliveries=${view.deliveries} documented=${view.documentedInbound} name=${view.name} />
	`;
}

/** Workflows that are in n8n already: one click starts one, and the customer writes what it waits for. */
function Examples({ view, platform, actions }) {
	const [playing, setPlaying] = useState();
	const play = async (id) => {
		setPlaying(id);
		await actions.play(`/${platform}/examples/${id}`);
		setPlaying(undefined);
	};
	return html`<details open>
		<summary>Examples in n8n</summary>
		<ul class="explained">
			${view.examples.map(
				({ id, name }) =>
					html`<li>
						<button
							disabled=${playing !== undefined}
							onClick=${() => play(id)}
							aria-label=${`Play this example: ${name}`}
						>
							${playing === id ? 'Playing…' : 'Play this example'}
						</button>
						<small>${name}</small>
					</li>`,
			)}
		</ul>
	</details>`;
}

/** The step that a person does in the vendor's app. */
function Address({ view, actions }) {
	const save = (event) => {
		event.preventDefault();
		const url = new FormData(event.target).get('url').trim();
		void actions.settings({ webhookUrl: url === '' ? null : url });
	};
	const secret = view.signs ? '' : ' Add ?secret= and the secret of your credential.';
	return html`<form class="address" onSubmit=${save}>
		<label for="webhookUrl">Webhook address</label>
		<div class="line">
			<input
				id="webhookUrl"
				name="url"
				type="url"
				key=${view.webhookUrl}
				defaultValue=${view.webhookUrl ?? ''}
				placeholder="http://127.0.0.1:5678/webhook/…/webhook"
			/>
			<button class="primary">Save</button>
		</div>
		<small>
			${view.name} has no API for webhooks: in its app a person enters the address that n8n's
			trigger shows.${secret}
		</small>
	</form>`;
}

function Log({ deliveries, documented, name }) {
	if (deliveries.length === 0) {
		return html`<p class="empty">No webhook yet. They appear once a workflow listens.</p>`;
	}
	return html`<div class="log">
		${[...deliveries]
			.reverse()
			.map(
				(delivery) =>
					html`<${Delivery}
						key=${delivery.id}
						delivery=${delivery}
						documented=${documented}
						name=${name}
					/>`,
			)}
	</div>`;
}

function Delivery({ delivery, documented, name }) {
	const { event, kind, attempts, payload, url } = delivery;
	const special = kind !== 'normal' && kind !== event;
	const type = typeOf(payload);
	const assumed = type !== undefined && !documented.includes(type);
	return html`<details>
		<summary>
			<time>${attempts[0] ? clock(attempts[0].at) : ''}</time>
			<span>
				<b>${event}</b>
				${special && html`<span class="kind">${TESTS[kind]?.[0] ?? kind}</span>`}
				${assumed && html`<span class="kind mild" title=${`${name}'s pages do not show this form`}>assumed form</span>`}
			</span>
			<${Outcome} ...${delivery} />
			<span class="gist">${gistOf(payload)}</span>
		</summary>
		<pre>${JSON.stringify({ url, attempts, payload }, null, 2)}</pre>
	</details>`;
}

function Outcome({ state, attempts }) {
	const last = attempts.at(-1);
	const answer = last ? (last.error ?? `${last.status} ${last.statusText}`) : '…';
	const tries = attempts.length > 1 ? ` · ${attempts.length} tries` : '';
	return html`<span class=${`answer ${state}`}
		>${answer}${tries}${state === 'pending' ? ' …' : ''}</span
	>`;
}

/** Where each platform has the data of an event. */
function dataOf(payload) {
	const value = payload.entry?.[0]?.changes?.[0]?.value ?? {};
	return payload.data ?? value.messages?.[0] ?? value.statuses?.[0] ?? payload;
}

/** The type of a customer's message; undefined for any other event. */
function typeOf(payload) {
	const { type, messageType } = dataOf(payload);
	const word = typeof type === 'string' ? type : messageType;
	return typeof word === 'string' && !word.includes('.') ? word.toLowerCase() : undefined;
}

/** The part of a payload that says most. */
function gistOf(payload) {
	const { text, body, message, status, deliveryStatus, type } = dataOf(payload);
	if (message && typeof message === 'object')
		return String(message.body ?? message.caption ?? type ?? '');
	const words = typeof text === 'string' ? text : (text?.body ?? body);
	return String(words ?? status ?? deliveryStatus ?? message ?? type ?? '');
}
