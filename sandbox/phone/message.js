import { useState } from 'preact/hooks';

import { clock, html } from './api.js';

/** Code, links, and text between the same marks on both sides, which are not inside a word. */
const PARTS =
	/```(?<block>[^]+?)```|`(?<code>[^`\n]+)`|(?<link>https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]'])|(?<![\p{L}\p{N}])(?<mark>[*_~])(?<inner>\S(?:[^\n]*?\S)?)\k<mark>(?![\p{L}\p{N}])/gu;
const TAGS = { '*': 'b', _: 'i', '~': 's' };
const TICKS = { accepted: '…', sent: '✓', delivered: '✓✓', read: '✓✓', failed: '!' };
const NAMES = { image: 'Photo', video: 'Video', audio: 'Voice message', document: 'Document' };
/** Drawn here, because not every machine has a font with them. */
const SHAPES = {
	image: 'M3 5h18v14H3z M8.5 11a1.5 1.5 0 1 0 0-3a1.5 1.5 0 0 0 0 3z M5 17l5-5l3 3l3-4l4 6',
	sticker: 'M4 4h16v10l-6 6H4z M14 20v-6h6',
	video: 'M3 6h12v12H3z M15 11l6-4v10l-6-4',
	audio: 'M9 4h6v9a3 3 0 0 1-6 0z M5 12a7 7 0 0 0 14 0 M12 19v3',
	document: 'M6 3h8l5 5v13H6z M14 3v5h5 M9 13h7 M9 17h7',
	location: 'M12 21c5-6 7-9 7-12a7 7 0 0 0-14 0c0 3 2 6 7 12z M12 11a2 2 0 1 0 0-4a2 2 0 0 0 0 4z',
	address: 'M4 11l8-7l8 7v9H4z M10 20v-6h4v6',
	url: 'M10 5H5v14h14v-5 M14 4h6v6 M20 4l-9 9',
	phone: 'M5 4h4l2 5l-3 2a11 11 0 0 0 5 5l2-3l5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 3 6a2 2 0 0 1 2-2z',
	copy: 'M9 9h11v11H9z M15 9V4H4v11h5',
	list: 'M4 6h16 M4 12h16 M4 18h16',
	order: 'M3 4h3l3 11h9l3-8H7 M10 20h.01 M17 20h.01',
	offer: 'M4 9h16v4H4z M5 13h14v8H5z M12 9v12 M12 9c-6 0-6-6 0-3c6-3 6 3 0 3',
	reply: 'M10 5L4 11l6 6 M4 11h9a7 7 0 0 1 7 7v1',
};

export function Icon({ name }) {
	return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
		<path d=${SHAPES[name]} />
	</svg>`;
}

/**
 * One message. `open` shows what a button leads to, `send` sends an answer to it, `reply` begins one.
 * @param quoted The message that this one answers
 */
export function Message({ message, quoted, name, actions }) {
	const { direction, timestamp, status, drawing, errors } = message;
	const side = direction === 'inbound' ? 'customer' : 'business';
	return html`<li class=${`message ${side}`} data-id=${message.waMessageId}>
		<div class="bubble">
			${quoted && html`<${Quote} message=${quoted} name=${name} />`}
			<${Body} drawing=${drawing} />
			<footer>
				${
					status === 'failed' &&
					html`<span class="undelivered">not delivered${reasonOf(errors)}</span>`
				}
				<time datetime=${timestamp}>${clock(timestamp).slice(0, 5)}</time>
				<span class=${`ticks ${status}`} title=${status}>${TICKS[status]}</span>
				<button class="reply" title="Reply to this message" onClick=${() => actions.reply(message)}>
					<${Icon} name="reply" /><span class="hidden">Reply to this message</span>
				</button>
			</footer>
		</div>
		${drawing.cards && html`<${Cards} cards=${drawing.cards} message=${message} actions=${actions} />`}
		<${Buttons} buttons=${drawing.buttons} message=${message} actions=${actions} />
	</li>`;
}

const reasonOf = (errors) => (errors?.[0]?.title ? `: ${errors[0].title}` : '');

/** What a quoted message says in a line. */
export function gist({ drawing }) {
	const { text, media, location, products, header } = drawing;
	if (text) return text;
	if (media) return media.filename ?? NAMES[media.type] ?? media.type;
	if (location) return location.name ?? 'Location';
	return header ?? (products ? 'Order' : 'Message');
}

export function Quote({ message, name }) {
	const who = message.direction === 'inbound' ? 'You' : name;
	return html`<blockquote><b>${who}</b>${gist(message).slice(0, 120)}</blockquote>`;
}

function Body({ drawing }) {
	const { header, media, text, footer, location, offer, products } = drawing;
	return html`
		${header && html`<strong class="title">${header}</strong>`}
		${media && html`<${Media} ...${media} />`} ${location && html`<${Place} ...${location} />`}
		${offer && html`<div class="offer"><${Icon} name="offer" /> <b>${offer.text}</b>${until(offer.expiresAt)}</div>`}
		${products?.map((product) => html`<${Product} ...${product} />`)}
		${text && html`<div class="text"><${Formatted} text=${text} /></div>`}
		${footer && html`<small class="below">${footer}</small>`}
	`;
}

const until = (iso) => iso && html`<small>Ends ${new Date(iso).toLocaleString('en-GB')}</small>`;

/** The file itself where the browser can show it, else a tile with its name. */
function Media({ type, link, filename }) {
	const [broken, setBroken] = useState(false);
	const fails = () => setBroken(true);
	const label = filename ?? NAMES[type] ?? type;
	if (link && !broken) {
		if (type === 'image' || type === 'sticker') {
			return html`<img class="media" src=${link} alt=${label} onError=${fails} />`;
		}
		if (type === 'video')
			return html`<video class="media" src=${link} controls onError=${fails} />`;
		if (type === 'audio') return html`<audio src=${link} controls onError=${fails} />`;
	}
	const tile = html`<${Icon} name=${type} /><span>${label}</span>`;
	return link
		? html`<a class=${`tile ${type}`} href=${link} target="_blank" rel="noreferrer">${tile}</a>`
		: html`<div class=${`tile ${type}`}>${tile}</div>`;
}

function Place({ latitude, longitude, name, address }) {
	const url = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=15/${latitude}/${longitude}`;
	return html`<a class="place" href=${url} target="_blank" rel="noreferrer">
		<span class="map"><${Icon} name="location" /></span>
		<span
			><b>${name ?? 'Location'}</b>${address && html`<small>${address}</small>`}
			<small>${latitude}, ${longitude}</small></span
		>
	</a>`;
}

export function Product({ name, price, currency, image, quantity }) {
	return html`<div class="product">
		<${Media} type="image" link=${image} />
		<span
			><b>${name}</b>
			<small>${quantity === undefined ? '' : `${quantity} × `}${money(price, currency)}</small>
		</span>
	</div>`;
}

export function money(amount, currency) {
	return amount === undefined || Number.isNaN(amount) ? '' : `${currency ?? ''} ${amount}`.trim();
}

function Cards({ cards, message, actions }) {
	return html`<div class="cards" tabindex="0" aria-label="Cards">
		${cards.map(
			(card) =>
				html`<div class="card">
					<div class="bubble"><${Body} drawing=${card} /></div>
					<${Buttons} buttons=${card.buttons} message=${message} actions=${actions} />
				</div>`,
		)}
	</div>`;
}

function Buttons({ buttons = [], message, actions }) {
	if (buttons.length === 0) return null;
	return html`<div class="buttons">
		${buttons.map((button) => html`<${Button} button=${button} message=${message} actions=${actions} />`)}
	</div>`;
}

function Button({ button, message, actions }) {
	const { kind, title } = button;
	const icon = SHAPES[kind] && html`<${Icon} name=${kind} />`;
	if (kind === 'url' || kind === 'phone') {
		const href = kind === 'url' ? button.url : `tel:${button.phone}`;
		return html`<a class="tap" href=${href} title=${href} target="_blank" rel="noreferrer"
			>${icon} ${title}</a
		>`;
	}
	const tap = () => {
		if (kind === 'reply') return actions.send(button.answer, message);
		if (kind === 'copy') return actions.copy(button.code);
		return actions.open(button, message);
	};
	return html`<button class="tap" onClick=${tap}>${icon} ${title}</button>`;
}

/** A text as WhatsApp shows it: *bold*, _italic_, ~struck out~, `code`, and links. */
function Formatted({ text }) {
	return partsOf(text);
}

function partsOf(text) {
	const parts = [];
	let end = 0;
	for (const match of text.matchAll(PARTS)) {
		parts.push(text.slice(end, match.index), drawn(match.groups));
		end = match.index + match[0].length;
	}
	return [...parts, text.slice(end)];
}

function drawn({ block, code, link, mark, inner }) {
	if (block ?? code) return html`<code>${block ?? code}</code>`;
	if (link) return html`<a href=${link} target="_blank" rel="noreferrer">${link}</a>`;
	return html`<${TAGS[mark]}>${partsOf(inner)}<//>`;
}
