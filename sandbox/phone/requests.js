import { clock, html } from './api.js';
import { Faults } from './faults.js';

export function Requests({ view, platform, actions }) {
	const { requests, faults } = view;
	return html`
		<${Faults} ...${{ faults, platform, actions }} />
		${
			requests.length === 0
				? html`<p class="empty">No API call yet. They appear when a workflow sends.</p>`
				: html`<div class="log">
						${[...requests].reverse().map((request, index) => html`<${Request} key=${requests.length - index} ...${request} />`)}
					</div>`
		}
	`;
}

function Request({ at, method, path, query, body, files, status, fault }) {
	const good = status !== null && status < 400;
	const details = { query, body, ...(files ? { files } : {}) };
	return html`<details>
		<summary>
			<time>${clock(at)}</time>
			<span><b>${method}</b> ${path} ${fault && html`<span class="kind">fault</span>`}</span>
			<span class=${`answer ${good ? 'delivered' : 'failed'}`}>${status ?? 'cut'}</span>
		</summary>
		<pre>${JSON.stringify(details, null, 2)}</pre>
	</details>`;
}
