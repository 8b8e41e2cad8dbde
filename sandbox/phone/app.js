import { render } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

import { call, html } from './api.js';
import { Chat } from './chat.js';
import { Requests } from './requests.js';
import { SHEETS } from './sheets.js';
import { Webhooks } from './webhooks.js';

const EVERY_MS = 1000;
const NOTICE_MS = 4000;
const TABS = { chat: 'Chat', webhooks: 'Webhooks', api: 'API' };
const MORE = 'more';

/** Which platform and whose phone, as the address of the page says. */
function chosenAtFirst() {
	const query = new URLSearchParams(location.search);
	return {
		platform: query.get('platform') ?? '',
		phone: query.get('contact') ?? '919876543210',
		name: query.get('contact') ? undefined : 'John Doe',
	};
}

/** Asks the sandbox every second, and at once after every act. */
function useSandbox(chosen, notify) {
	const [seen, setSeen] = useState({ platforms: [], view: undefined, of: '', phone: '' });
	const asked = useRef(0);
	const refresh = async () => {
		const turn = ++asked.current;
		try {
			const platforms = await call('GET', '/platforms');
			const id = chosen.platform || platforms[0].id;
			const view = await call('GET', `/${id}/phone?contact=${chosen.phone}`);
			// An earlier question may be answered later.
			if (turn === asked.current) setSeen({ platforms, view, of: id, phone: chosen.phone });
			notify('', true);
		} catch (error) {
			notify('The sandbox does not answer: ' + error.message, true);
		}
	};
	useEffect(() => {
		void refresh();
		const timer = setInterval(refresh, EVERY_MS);
		return () => clearInterval(timer);
	}, [chosen.platform, chosen.phone]);
	// Until the answer for another customer is there, nothing of the one before may be taken for theirs.
	const view =
		seen.view && seen.phone !== chosen.phone
			? { ...seen.view, contact: null, messages: [] }
			: seen.view;
	return { ...seen, view, refresh };
}

function useNotice() {
	const [notice, setNotice] = useState({ text: '', lost: false });
	const notify = (text, lost = false) =>
		setNotice((before) => (lost && text === '' && !before.lost ? before : { text, lost }));
	useEffect(() => {
		if (notice.text === '' || notice.lost) return undefined;
		const timer = setTimeout(() => notify(''), NOTICE_MS);
		return () => clearTimeout(timer);
	}, [notice]);
	return [notice.text, notify];
}

function App() {
	const [chosen, setChosen] = useState(chosenAtFirst);
	const [tab, setTab] = useState('chat');
	const [sheet, setSheet] = useState();
	// A number of its own, so that one that is opened as another closes is drawn anew.
	const opened = useRef(0);
	const open = (sheetToOpen) => setSheet({ ...sheetToOpen, number: ++opened.current });
	const [replyTo, setReplyTo] = useState();
	const [notice, notify] = useNotice();
	const { platforms, view, of: platform, refresh } = useSandbox(chosen, notify);
	const choose = (change) => {
		const next = { ...chosen, ...change };
		const query = new URLSearchParams({ platform: next.platform || platform, contact: next.phone });
		history.replaceState(null, '', `?${query}`);
		setReplyTo(undefined);
		setChosen(next);
	};
	if (!view) return html`<p class="empty">${notice || 'Opening the phone…'}</p>`;

	const act = async (method, path, body) => {
		try {
			return await call(method, path, body);
		} catch (error) {
			notify(error.message);
			return undefined;
		} finally {
			await refresh();
		}
	};
	const name = view.contact?.contactName ?? chosen.name;
	const actions = {
		act,
		/** Plays an example, and shows the phone of the customer who is in it. */
		play: async (path) => {
			const played = await act('POST', path);
			if (played && played.contact !== chosen.phone)
				choose({ phone: played.contact, name: undefined });
			if (played) setTab('chat');
		},
		settings: (changes) => act('PATCH', `/${platform}/settings`, changes),
		/** The customer sends this, in answer to a message if one is given. */
		send: (answer, to) => {
			setReplyTo(undefined);
			const message = to ? { ...answer, context: { id: to.waMessageId } } : answer;
			return act('POST', `/${platform}/inbound`, {
				from: chosen.phone,
				...(name ? { name } : {}),
				message,
			});
		},
		open: (button, message) => open({ button, message }),
		reply: setReplyTo,
		copy: async (code) => {
			await navigator.clipboard?.writeText(code).catch(() => undefined);
			notify(`Copied: ${code}`);
		},
	};
	return html`
		<${Top}
			...${{ platforms, platform, view, chosen, name, choose, act }}
			onOther=${() => open({ button: { kind: 'person' } })}
		/>
		<main class=${`tab-${tab}`}>
			<${Tabs} tab=${tab} setTab=${setTab} />
			<section id="chat" aria-label="Chat">
				<header>
					<div>
						<h2>${view.name}</h2>
						<small>+${view.phoneNumber}</small>
					</div>
					<span
						class="pill"
						title="Free messages are possible for 24 hours after the customer wrote"
					>
						${view.contact?.windowOpen ? '24-hour window open' : '24-hour window closed'}
					</span>
				</header>
				<${Chat}
					key=${`${platform} ${chosen.phone}`}
					view=${view}
					actions=${actions}
					replyTo=${replyTo}
				/>
			</section>
			<section id="side" aria-label=${tab === 'api' ? 'API calls' : 'Webhooks'}>
				${
					tab === 'api'
						? html`<${Requests} key=${platform} ...${{ view, platform, actions }} />`
						: html`<${Webhooks} key=${platform} ...${{ view, platform, actions }} />`
				}
			</section>
		</main>
		${sheet && html`<${Opened} key=${sheet.number} ...${{ sheet, setSheet, view, actions, choose }} />`}
		<div id="notice" role="alert" hidden=${notice === ''}>${notice}</div>
	`;
}

/** What WhatsApp sends for each kind of sheet. */
const TYPES = {
	photo: 'image',
	document: 'document',
	location: 'location',
	order: 'order',
	address: 'interactive',
};

function Opened({ sheet: { button, message, number }, setSheet, view, actions, choose }) {
	const onClose = () => setSheet((now) => (now?.number === number ? undefined : now));
	const type = TYPES[button.kind];
	const assumed = type !== undefined && !view.documentedInbound.includes(type);
	const note =
		assumed && `The pages of ${view.name} do not show how a webhook has this: the form is assumed.`;
	const send = (answer) => {
		onClose();
		void actions.send(answer, message);
	};
	const other = ({ phone, name }) => {
		onClose();
		choose({ phone, name });
	};
	return html`<${SHEETS[button.kind]} ...${{ button, note, send, onClose }} onSend=${other} />`;
}

function Top({ platforms, platform, view, chosen, name, choose, act, onOther }) {
	const contacts = view.contacts.some(({ phoneNumber }) => phoneNumber === chosen.phone)
		? view.contacts
		: [{ phoneNumber: chosen.phone, contactName: name }, ...view.contacts];
	const pick = ({ target }) => {
		if (target.value !== MORE) return choose({ phone: target.value, name: undefined });
		target.value = chosen.phone;
		return onOther();
	};
	return html`<header id="top">
		<h1>Sandbox phone</h1>
		<label
			>Platform
			<select
				id="platform"
				value=${platform}
				onChange=${({ target }) => choose({ platform: target.value })}
			>
				${platforms.map(({ id, name: label }) => html`<option value=${id} selected=${id === platform}>${label}</option>`)}
			</select>
		</label>
		<label
			>You are
			<select id="contact" value=${chosen.phone} onChange=${pick}>
				${contacts.map(
					({ phoneNumber, contactName }) =>
						html`<option value=${phoneNumber} selected=${phoneNumber === chosen.phone}>
							${contactName ?? 'Customer'} (+${phoneNumber})
						</option>`,
				)}
				<option value=${MORE}>Somebody else…</option>
			</select>
		</label>
		<span class="time">
			<button
				title="The 24-hour window closes"
				onClick=${() => act('POST', `/${platform}/clock`, { advanceSeconds: 90_000 })}
			>
				+25 hours
			</button>
			<button title="Every platform back to its start state" onClick=${() => act('POST', '/reset')}>
				Reset
			</button>
		</span>
	</header>`;
}

function Tabs({ tab, setTab }) {
	return html`<nav aria-label="Views">
		${Object.entries(TABS).map(
			([id, label]) =>
				html`<button class=${id} aria-pressed=${tab === id} onClick=${() => setTab(id)}>
					${label}
				</button>`,
		)}
	</nav>`;
}

render(html`<${App} />`, document.getElementById('app'));
