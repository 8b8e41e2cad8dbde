'use strict';
const at = (id) => document.getElementById(id);
const chosen = { platform: '', phone: '919876543210', name: 'John Doe' };
const shown = {};

async function call(method, path, body) {
	const init = { method, headers: { 'Content-Type': 'application/json' } };
	if (body) init.body = JSON.stringify(body);
	const answer = await fetch('/sandbox' + path, init);
	const json = await answer.json();
	if (!answer.ok) throw new Error(json.error);
	return json;
}

/** Everything that came from outside goes through here, as text. */
function element(tag, className, text, ...children) {
	const made = document.createElement(tag);
	if (className) made.className = className;
	if (text !== undefined) made.textContent = text;
	made.append(...children);
	return made;
}

/** Redraws a part only when its data changed, so that scrolling and open rows stay. */
function draw(id, data, build) {
	const version = JSON.stringify(data);
	if (shown[id] === version) return;
	shown[id] = version;
	at(id).replaceChildren(...build());
}

const clock = (iso) => new Date(iso).toLocaleTimeString('en-GB');

function contactRow(contact) {
	const row = element('button', 'contact', undefined);
	if (contact.phoneNumber === chosen.phone) row.classList.add('chosen');
	const words = element('div', '', undefined);
	words.append(element('b', '', contact.contactName ?? contact.phoneNumber));
	words.append(element('small', '', '+' + contact.phoneNumber));
	row.append(words);
	if (contact.unreadCount) row.append(element('span', 'count', String(contact.unreadCount)));
	row.onclick = () => choose(contact.phoneNumber, contact.contactName);
	return row;
}

function wording({ type, content }) {
	const part = content[type] ?? {};
	if (type === 'text') return part.body ?? '';
	const kind = '[' + type + ']';
	const reply = part[part.type] ?? {};
	return [kind, part.caption ?? part.text ?? part.body ?? reply.title ?? ''].join(' ').trim();
}

const TICKS = { accepted: '🕓', sent: '✓', delivered: '✓✓', read: '✓✓', failed: '!' };

function bubble(message) {
	const side = message.direction === 'inbound' ? 'customer' : 'business';
	const time = element('span', '', clock(message.timestamp).slice(0, 5));
	const ticks = element('span', 'ticks ' + message.status, TICKS[message.status]);
	ticks.title = message.status;
	const footer = element('footer', '', undefined, time, ticks);
	if (message.status === 'failed') footer.prepend(element('span', 'undelivered', 'not delivered'));
	return element('div', 'bubble ' + side, wording(message), footer);
}

function drawChat({ contact, messages }, platform) {
	at('title').textContent = platform.name;
	at('subtitle').textContent =
		`+${platform.phoneNumber} · you are ${chosen.name ?? 'a customer'} (+${chosen.phone})`;
	at('window').textContent = contact?.windowOpen ? '24-hour window open' : '24-hour window closed';
	const typing = Boolean(contact?.typing);
	const before = shown.messages;
	draw('messages', [chosen.phone, messages, typing], () => {
		if (messages.length === 0) {
			return [element('p', 'empty', 'Nothing yet. Write a message as the customer.')];
		}
		const rows = messages.map(bubble);
		return typing ? [...rows, element('div', 'bubble business typing', 'typing…')] : rows;
	});
	if (shown.messages !== before) at('messages').scrollTop = at('messages').scrollHeight;
}

function outcome({ state, attempts }) {
	const last = attempts[attempts.length - 1];
	const answer = last ? (last.error ?? `${last.status} ${last.statusText}`) : '…';
	const tries = attempts.length > 1 ? ` · ${attempts.length} tries` : '';
	return element('span', 'answer ' + state, answer + tries + (state === 'pending' ? ' …' : ''));
}

/** The part of a payload that tells most, in each platform's form. */
function gistOf(payload) {
	const value = payload.entry?.[0]?.changes?.[0]?.value ?? {};
	const data = payload.data ?? value.messages?.[0] ?? value.statuses?.[0] ?? payload;
	const { text, body, message, status, deliveryStatus, type } = data;
	if (typeof message === 'object') return message.body ?? message.caption ?? type ?? '';
	const words = typeof text === 'string' ? text : (text?.body ?? body);
	return words ?? status ?? deliveryStatus ?? message ?? type ?? '';
}

function deliveryRow(delivery) {
	const { id, event, kind, attempts, payload, url } = delivery;
	const row = element('details', '', undefined);
	row.dataset.id = id;
	const name = element('span', '', undefined, element('b', '', event));
	if (kind !== 'normal' && kind !== event) name.append(element('span', 'kind', kind));
	const gist = gistOf(payload);
	row.append(
		element(
			'summary',
			'',
			undefined,
			element('time', '', attempts[0] ? clock(attempts[0].at) : ''),
			name,
			outcome(delivery),
			element('span', 'gist soft', String(gist)),
		),
	);
	row.append(element('pre', '', JSON.stringify({ url, attempts, payload }, null, 2)));
	return row;
}

function drawLog(deliveries) {
	const open = new Set(
		[...at('log').querySelectorAll('details[open]')].map((row) => row.dataset.id),
	);
	draw('log', deliveries, () => {
		if (deliveries.length === 0) {
			return [element('p', 'empty', 'None yet. They appear once a webhook is enabled.')];
		}
		return [...deliveries].reverse().map((delivery) => {
			const row = deliveryRow(delivery);
			row.open = open.has(delivery.id);
			return row;
		});
	});
}

async function refresh() {
	try {
		const platforms = await call('GET', '/platforms');
		draw('platform', platforms, () => platforms.map(({ id, name }) => new Option(name, id)));
		chosen.platform ||= platforms[0].id;
		at('platform').value = chosen.platform;
		const platform = platforms.find(({ id }) => id === chosen.platform);
		const view = await call('GET', `/${chosen.platform}/phone?contact=${chosen.phone}`);
		const known = view.contacts.find(({ phoneNumber }) => phoneNumber === chosen.phone);
		chosen.name = known?.contactName ?? chosen.name;
		draw('contacts', [view.contacts, chosen.phone], () => view.contacts.map(contactRow));
		drawChat(view, platform);
		drawLog(view.deliveries);
		if (at('notice').dataset.lost) notice('');
	} catch (error) {
		notice('The sandbox does not answer: ' + error.message);
		at('notice').dataset.lost = 'yes';
	}
}

function notice(text) {
	at('notice').textContent = text;
	at('notice').hidden = text === '';
	delete at('notice').dataset.lost;
}

async function act(method, path, body) {
	try {
		notice('');
		await call(method, path, body);
	} catch (error) {
		notice(error.message);
		setTimeout(() => notice(''), 4000);
	}
	await refresh();
}

function choose(phone, name) {
	Object.assign(chosen, { phone, name });
	at('text').focus();
	return refresh();
}

at('platform').onchange = ({ target }) => {
	chosen.platform = target.value;
	return refresh();
};
at('newContact').onsubmit = (event) => {
	event.preventDefault();
	return choose(at('newNumber').value, at('newName').value || undefined);
};
at('write').onsubmit = (event) => {
	event.preventDefault();
	const text = at('text').value;
	if (text === '') return;
	at('text').value = '';
	const { platform, phone: from, name } = chosen;
	return act('POST', `/${platform}/inbound`, { from, text, ...(name ? { name } : {}) });
};

const KINDS = ['duplicate', 'forged', 'tampered', 'unsigned', 'late', 'reserialised'];
const tool = (label, title, run) => {
	const button = element('button', '', label);
	button.title = title;
	button.onclick = run;
	at('tools').append(button);
};
for (const kind of KINDS) {
	const send = () => act('POST', `/${chosen.platform}/deliveries`, { kind });
	tool(kind, `Send a webhook that is ${kind}`, send);
}
tool('+25 hours', 'Let 25 hours pass: the window closes', () =>
	act('POST', `/${chosen.platform}/clock`, { advanceSeconds: 90_000 }),
);
tool('reset', 'Every platform back to its start state', () => act('POST', '/reset'));

async function keepFresh() {
	await refresh();
	setTimeout(keepFresh, 1000);
}
void keepFresh();
