import type { Message } from '../account/messages';
import type { Vendor } from '../account/vendor';
import type { Drawing, DrawnMedia, DrawnProduct } from '../types';

type Part = Record<string, unknown>;

const MEDIA = ['image', 'video', 'audio', 'document', 'sticker'];

/** How the phone draws a message: as its vendor says, else as Meta's form of it does. */
export function drawingOf(vendor: Vendor, message: Message): Drawing {
	const { type, content, direction } = message;
	const own = direction === 'outbound' ? vendor.drawing?.(message) : undefined;
	const drawing = own ?? fromMeta(type, (content[type] ?? {}) as Part);
	const { id } = (content.context ?? {}) as { id?: string };
	return id === undefined ? drawing : { ...drawing, replyTo: id };
}

function fromMeta(type: string, part: Part): Drawing {
	if (MEDIA.includes(type)) return mediaDrawing(type as DrawnMedia['type'], part);
	switch (type) {
		case 'location':
			return { location: part as unknown as Drawing['location'] };
		case 'interactive':
			return { text: answerText(part) };
		case 'order':
			return orderDrawing(part);
		case 'reaction':
			return { text: String(part.emoji ?? '') };
		case 'contacts':
			return { text: `${contactNames(part)}` };
		default:
			return { text: textOf(part.body ?? part.text) ?? `[${type}]` };
	}
}

function mediaDrawing(type: DrawnMedia['type'], part: Part): Drawing {
	const { link, filename, caption } = part;
	return {
		media: { type, link: textOf(link), filename: textOf(filename) },
		text: textOf(caption),
	};
}

/** What was tapped: a button, a row of a list with its description, or a form that was sent. */
function answerText(part: Part): string {
	const answer = (part[String(part.type)] ?? {}) as Part;
	const lines = [answer.title ?? answer.body ?? part.body, answer.description];
	return lines.filter((line) => typeof line === 'string').join('\n');
}

function orderDrawing(part: Part): Drawing {
	const items = (part.product_items ?? []) as Array<Record<string, string | number>>;
	const products = items.map((item): DrawnProduct => ({
		retailerId: String(item.product_retailer_id),
		catalogId: String(part.catalog_id),
		name: String(item.product_retailer_id),
		price: Number(item.item_price),
		currency: String(item.currency),
		quantity: Number(item.quantity),
	}));
	return { products, text: textOf(part.text) };
}

function contactNames(part: unknown): string {
	const contacts = (Array.isArray(part) ? part : []) as Array<{
		name?: { formatted_name?: string };
	}>;
	return contacts.map(({ name }) => name?.formatted_name ?? 'contact').join(', ');
}

function textOf(value: unknown): string | undefined {
	return typeof value === 'string' && value !== '' ? value : undefined;
}
