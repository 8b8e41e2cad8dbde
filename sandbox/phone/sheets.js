import { useEffect, useRef, useState } from 'preact/hooks';

import { html, valuesOf } from './api.js';
import { money, Product } from './message.js';

const ADDRESS_FIELDS = {
	name: 'Name',
	phone_number: 'Phone',
	address: 'Address',
	city: 'City',
	state: 'State',
	in_pin_code: 'PIN code',
};

/** A dialog over the page. Escape closes it; sending its form answers. */
function Sheet({ title, note, submit = 'Send', onSend, onClose, children }) {
	const dialog = useRef(null);
	useEffect(() => dialog.current.showModal(), []);
	const send = (event) => {
		event.preventDefault();
		onSend(valuesOf(event.target));
	};
	return html`<dialog ref=${dialog} onClose=${onClose} aria-label=${title}>
		<form onSubmit=${send}>
			<h2>${title}</h2>
			${children} ${note && html`<p class="assumed">${note}</p>`}
			<div class="ends">
				<button type="button" onClick=${onClose}>Cancel</button>
				<button class="primary">${submit}</button>
			</div>
		</form>
	</dialog>`;
}

function Fields({ fields, values = {}, required = [] }) {
	return Object.entries(fields).map(
		([name, label]) =>
			html`<label
				>${label}
				<input name=${name} value=${values[name]} required=${required.includes(name)} />
			</label>`,
	);
}

function List({ button, send, onClose }) {
	const rows = button.sections.flatMap((section) => section.rows);
	let index = 0;
	return html`<${Sheet}
		title=${button.title}
		onClose=${onClose}
		onSend=${({ row }) => send(rows[row].answer)}
	>
		${button.sections.map(
			(section) =>
				html`<fieldset>
					${section.title && html`<legend>${section.title}</legend>`}
					${section.rows.map(
						(row) =>
							html`<label class="row"
								><span>${row.title}<small>${row.description}</small></span>
								<input type="radio" name="row" value=${index++} required
							/></label>`,
					)}
				</fieldset>`,
		)}
	<//>`;
}

function Products({ button, send, onClose }) {
	const [counts, setCounts] = useState({});
	const all = button.sections.flatMap(({ products }) => products);
	const chosen = all.filter(({ retailerId }) => counts[retailerId] > 0);
	const change = (id, by) => setCounts({ ...counts, [id]: Math.max(0, (counts[id] ?? 0) + by) });
	const total = chosen.reduce(
		(sum, { retailerId, price = 0 }) => sum + price * counts[retailerId],
		0,
	);
	const order = ({ text }) =>
		chosen.length > 0 &&
		send(
			orderOf(
				chosen.map((product) => ({ ...product, quantity: counts[product.retailerId] })),
				text,
			),
		);
	const sections = button.sections.map(
		({ title, products }) =>
			html`<fieldset>
				${title && html`<legend>${title}</legend>`}
				${products.map(
					(product) =>
						html`<div class="row">
							<${Product} ...${product} />
							<span class="count">
								<button
									type="button"
									aria-label=${`Less of ${product.name}`}
									onClick=${() => change(product.retailerId, -1)}
								>
									−
								</button>
								<output>${counts[product.retailerId] ?? 0}</output>
								<button
									type="button"
									aria-label=${`More of ${product.name}`}
									onClick=${() => change(product.retailerId, 1)}
								>
									+
								</button>
							</span>
						</div>`,
				)}
			</fieldset>`,
	);
	return html`<${Sheet}
		title=${button.title}
		submit="Send order"
		onClose=${onClose}
		onSend=${order}
		note=${chosen.length > 0 ? `Total: ${money(total, chosen[0].currency)}` : 'Add what you would like to order.'}
	>
		<div class="scroll">${sections}</div>
		<label>Message <input name="text" /></label>
	<//>`;
}

function orderOf(products, text) {
	const items = products.map(({ retailerId, quantity, price = 0, currency = 'INR' }) => ({
		product_retailer_id: retailerId,
		quantity: Number(quantity),
		item_price: Number(price),
		currency,
	}));
	const order = {
		catalog_id: products[0].catalogId,
		product_items: items,
		...(text ? { text } : {}),
	};
	return { type: 'order', order };
}

/** What a form of WhatsApp's own, such as an address, or a Flow sends back. */
function formReply(name, body, values) {
	const nfm_reply = { name, body, response_json: JSON.stringify(values) };
	return { type: 'interactive', interactive: { type: 'nfm_reply', nfm_reply } };
}

function Address({ button, note, send, onClose }) {
	const answer = (values) =>
		send(formReply('address_message', Object.values(values).join('\n'), { values }));
	return html`<${Sheet} title="Your address" note=${note} onClose=${onClose} onSend=${answer}>
		<${Fields} fields=${ADDRESS_FIELDS} values=${button.values} required=${['name']} />
	<//>`;
}

function Flow({ button, send, onClose }) {
	const answer = (values) => send(formReply('flow', 'Sent', { flow_token: 'sandbox', ...values }));
	const note = "A Flow's own screens are made in Meta's builder. Here it has these two fields.";
	return html`<${Sheet} title=${button.title} note=${note} onClose=${onClose} onSend=${answer}>
		<${Fields} fields=${{ name: 'Name', date: 'Date' }} required=${['name']} />
	<//>`;
}

function Location({ note, send, onClose }) {
	const answer = ({ latitude, longitude, ...rest }) =>
		send({
			type: 'location',
			location: { latitude: Number(latitude), longitude: Number(longitude), ...rest },
		});
	const fields = { name: 'Name', address: 'Address', latitude: 'Latitude', longitude: 'Longitude' };
	const here = {
		name: 'Connaught Place',
		address: 'New Delhi',
		latitude: '28.6315',
		longitude: '77.2167',
	};
	return html`<${Sheet} title="Send a location" note=${note} onClose=${onClose} onSend=${answer}>
		<${Fields} fields=${fields} values=${here} required=${['latitude', 'longitude']} />
	<//>`;
}

function Photo({ note, send, onClose }) {
	const answer = (values) => send({ type: 'image', image: { mime_type: 'image/jpeg', ...values } });
	return html`<${Sheet} title="Send a photo" note=${note} onClose=${onClose} onSend=${answer}>
		<p>A small sample picture is sent.</p>
		<${Fields} fields=${{ caption: 'Caption' }} />
	<//>`;
}

function File({ note, send, onClose }) {
	const answer = (values) =>
		send({ type: 'document', document: { mime_type: 'application/pdf', ...values } });
	return html`<${Sheet} title="Send a document" note=${note} onClose=${onClose} onSend=${answer}>
		<p>A small sample file is sent.</p>
		<${Fields}
			fields=${{ filename: 'File name', caption: 'Caption' }}
			values=${{ filename: 'Invoice.pdf' }}
			required=${['filename']}
		/>
	<//>`;
}

function Order({ note, send, onClose }) {
	const answer = ({ text, ...product }) => send(orderOf([product], text));
	const fields = {
		catalogId: 'Catalog ID',
		retailerId: 'Product ID',
		quantity: 'Quantity',
		price: 'Price of one',
		currency: 'Currency',
		text: 'Message',
	};
	const sample = {
		catalogId: '847458390840001',
		retailerId: 'SKU-SHOE-001',
		quantity: '1',
		price: '2499',
		currency: 'INR',
	};
	return html`<${Sheet} title="Send an order" note=${note} onClose=${onClose} onSend=${answer}>
		<${Fields}
			fields=${fields}
			values=${sample}
			required=${['catalogId', 'retailerId', 'quantity', 'price', 'currency']}
		/>
	<//>`;
}

function Person({ onSend, onClose }) {
	const fields = { name: 'Name', phone: 'Phone number (7 to 15 digits)' };
	const sample = { name: 'Jane Smith', phone: '919123456789' };
	return html`<${Sheet}
		title="Write as somebody else"
		submit="Open chat"
		onClose=${onClose}
		onSend=${onSend}
	>
		<${Fields} fields=${fields} values=${sample} required=${['phone']} />
	<//>`;
}

/** By what a button, or the menu beside the text, opens. */
export const SHEETS = {
	list: List,
	products: Products,
	address: Address,
	flow: Flow,
	location: Location,
	photo: Photo,
	document: File,
	order: Order,
	person: Person,
};
