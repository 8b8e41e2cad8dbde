import { useEffect, useRef, useState } from 'preact/hooks';

import { html } from './api.js';
import { Icon, Message, Quote } from './message.js';

const DAY_MS = 86_400_000;
const MENU = { photo: 'Photo', document: 'Document', location: 'Location', order: 'Order' };

/** The conversation, and what the customer writes next. */
export function Chat({ view, actions, replyTo }) {
	const list = useRef(null);
	const last = view.messages.at(-1)?.waMessageId;
	const typing = Boolean(view.contact?.typing);
	useEffect(() => {
		list.current.scrollTop = list.current.scrollHeight;
	}, [last, typing]);
	const byId = new Map(view.messages.map((message) => [message.waMessageId, message]));
	return html`
		<ol id="messages" ref=${list} aria-live="polite" aria-label="Messages">
			${
				view.messages.length === 0 &&
				html`<li class="empty">Nothing yet. Write a message as the customer.</li>`
			}
			${view.messages.map(
				(message, index) => html`
					${
						isNewDay(message, view.messages[index - 1]) &&
						html`<li class="day" key=${`day ${message.id}`}>${dayOf(message.timestamp)}</li>`
					}
					<${Message}
						key=${message.id}
						message=${message}
						quoted=${byId.get(message.drawing.replyTo)}
						name=${view.name}
						actions=${actions}
					/>
				`,
			)}
			${typing && html`<li class="message business"><div class="bubble typing">typing…</div></li>`}
		</ol>
		<${Composer} view=${view} actions=${actions} replyTo=${replyTo} />
	`;
}

const isNewDay = (message, before) =>
	!before ||
	new Date(message.timestamp).toDateString() !== new Date(before.timestamp).toDateString();

function dayOf(iso) {
	const day = new Date(iso).toDateString();
	if (day === new Date().toDateString()) return 'Today';
	if (day === new Date(Date.now() - DAY_MS).toDateString()) return 'Yesterday';
	return new Date(iso).toLocaleDateString('en-GB', {
		day: 'numeric',
		month: 'long',
		year: 'numeric',
	});
}

function Composer({ view, actions, replyTo }) {
	const [text, setText] = useState('');
	const [menu, setMenu] = useState(false);
	const input = useRef(null);
	useEffect(() => {
		if (replyTo) input.current.focus();
	}, [replyTo]);
	const send = (event) => {
		event.preventDefault();
		if (text.trim() === '') return;
		setText('');
		void actions.send({ type: 'text', text: { body: text } }, replyTo);
	};
	const attach = (kind) => {
		setMenu(false);
		actions.open({ kind });
	};
	return html`<form id="write" onSubmit=${send}>
		${
			replyTo &&
			html`<div class="replying">
				<${Quote} message=${replyTo} name=${view.name} />
				<button
					type="button"
					aria-label="Do not reply to it"
					onClick=${() => actions.reply(undefined)}
				>
					×
				</button>
			</div>`
		}
		<div class="menu" onKeyDown=${({ key }) => key === 'Escape' && setMenu(false)}>
			<button
				type="button"
				aria-label="Attach"
				aria-expanded=${menu}
				onClick=${() => setMenu(!menu)}
			>
				+
			</button>
			${
				menu &&
				html`<div class="choices">
					${Object.entries(MENU).map(
						([kind, label]) =>
							html`<button type="button" onClick=${() => attach(kind)}>
								<${Icon} name=${kind === 'photo' ? 'image' : kind} /> ${label}
							</button>`,
					)}
				</div>`
			}
		</div>
		<input
			id="text"
			ref=${input}
			value=${text}
			onInput=${({ target }) => setText(target.value)}
			autocomplete="off"
			placeholder="Type as the customer"
			aria-label="Message"
		/>
		<button class="primary">Send</button>
	</form>`;
}
