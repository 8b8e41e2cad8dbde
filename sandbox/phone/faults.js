import { html } from './api.js';

const ALWAYS = 1_000_000;

/** What can go wrong, in plain language, and the fault that plays it. */
const FAULTS = [
	[
		'Rate limit',
		'The next send is answered 429.',
		{ kind: 'status', status: 429, headers: { 'Retry-After': '2' } },
	],
	[
		'Number is not on WhatsApp',
		'The next message is taken, and then fails.',
		{ kind: 'undeliverable' },
	],
	[
		'Answer is lost',
		'The next message is taken, but the connection breaks before the answer.',
		{ kind: 'cutAfter' },
	],
	['Slow', 'The next send is answered after 10 seconds.', { kind: 'slow', delayMs: 10_000 }],
	[
		'WhatsApp is down',
		'Every send is answered 503, until everything works again.',
		{ kind: 'status', status: 503, times: ALWAYS },
	],
];

export function Faults({ faults, platform, actions }) {
	const add = (fault) => actions.act('POST', `/${platform}/faults`, { ...fault, sends: true });
	return html`
		<div class="tools">
			<details open=${faults.length > 0}>
				<summary>Let something go wrong</summary>
				<ul class="explained">
					${FAULTS.map(
						([title, what, fault]) =>
							html`<li>
								<button onClick=${() => add(fault)}>${title}</button><small>${what}</small>
							</li>`,
					)}
				</ul>
			</details>
			${
				faults.length > 0 &&
				html`<div class="pending" role="status">
					<span>Waiting: ${faults.map(nameOf).join(', ')}</span>
					<button onClick=${() => actions.act('DELETE', `/${platform}/faults`)}>
						Everything works again
					</button>
				</div>`
			}
		</div>
	`;
}

function nameOf({ kind, status }) {
	const found = FAULTS.find(([, , fault]) => fault.kind === kind && fault.status === status);
	return found ? found[0] : `${kind} ${status ?? ''}`.trim();
}
