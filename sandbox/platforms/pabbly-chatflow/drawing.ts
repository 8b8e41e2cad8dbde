import type { Message } from '../../account/messages';
import { drawnTemplate, type FilledTemplate, rowAnswer } from '../../account/template-rules';
import type { Drawing, DrawnButton, DrawnMedia, DrawnProduct } from '../../types';
import { type Catalogs, SELECTED_CATALOG } from './catalogs';
import {
	cardsOf,
	filled,
	part,
	type Template,
	type TemplateComponent,
	variablesOf,
} from './templates/parts';
import type { Templates } from './templates/templates';
import type { TemplateUse } from './templates/use';

/** What is kept of an interactive message; which keys it has depends on its type. */
interface Sent {
	type: string;
	body?: string;
	header?: string | { type: DrawnMedia['type']; link?: string; filename?: string };
	headerText?: string;
	footer?: string;
	footerText?: string;
	buttonText?: string;
	buttons?: Array<{ title: string; url: string }>;
	sections?: Array<{
		title?: string;
		rows?: Array<{ id?: string; title: string; description?: string }>;
		products?: Array<{ productRetailerId: string }>;
	}>;
	action?: { catalogId: string; productRetailerId?: string };
	isoCountryCode?: string;
	values?: Record<string, string>;
}

/** How the phone draws what Pabbly Chatflow has sent, where that is not in Meta's form. */
export function drawing(
	{ templates, catalogs }: { templates: Templates; catalogs: Catalogs },
	{ type, content }: Message,
): Drawing | undefined {
	if (type === 'interactive') return interactiveDrawing(catalogs, content[type] as unknown as Sent);
	if (type !== 'template') return undefined;
	const use = content[type] as TemplateUse & { name: string; language: string };
	const template = templates.all.find(
		({ name, language }) => name === use.name && language === use.language,
	);
	return template && templateDrawing(template, use);
}

function interactiveDrawing(catalogs: Catalogs, sent: Sent): Drawing {
	const { header, headerText, body: text, footer, footerText } = sent;
	const title = typeof header === 'string' ? header : headerText;
	const common = {
		header: title,
		...(typeof header === 'object' ? { media: header } : {}),
		text,
		footer: footer ?? footerText,
	};
	return { ...common, ...below(catalogs, sent) };
}

function below(catalogs: Catalogs, sent: Sent): Pick<Drawing, 'buttons' | 'products'> {
	const { sections = [], isoCountryCode: country, values = {} } = sent;
	switch (sent.type) {
		case 'list':
			return { buttons: [listButton(sent)] };
		case 'cta_url':
			return { buttons: (sent.buttons ?? []).map((button) => ({ kind: 'url', ...button })) };
		case 'location_request_message':
			return { buttons: [{ kind: 'location', title: 'Send location' }] };
		case 'address_message':
			return { buttons: [{ kind: 'address', title: 'Provide address', country, values }] };
		case 'single_product': {
			const { catalogId = '', productRetailerId = '' } = sent.action ?? {};
			const products = catalogs.productsOf(catalogId, [productRetailerId]);
			return { products, buttons: [{ kind: 'products', title: 'View', sections: [{ products }] }] };
		}
		case 'product_list': {
			const shown = sections.map(({ title, products = [] }) => ({
				title,
				products: catalogs.productsOf(
					sent.action?.catalogId ?? '',
					products.map(({ productRetailerId }) => productRetailerId),
				),
			}));
			return { buttons: [{ kind: 'products', title: 'View items', sections: shown }] };
		}
		default: {
			const products: DrawnProduct[] = catalogs.productsOf(SELECTED_CATALOG);
			const title = 'View catalog';
			return {
				products: products.slice(0, 1),
				buttons: [{ kind: 'products', title, sections: [{ products }] }],
			};
		}
	}
}

function listButton({ buttonText = 'Menu', sections = [] }: Sent): DrawnButton {
	const rows = sections.map((section) => ({
		title: section.title,
		rows: (section.rows ?? []).map((row) => ({ ...row, answer: rowAnswer(row) })),
	}));
	return { kind: 'list', title: buttonText, sections: rows };
}

function templateDrawing(template: Template, use: TemplateUse): Drawing {
	const { components, category } = template;
	const { headerParams = [], copyCodeParam: code, link, filename, quickReplies = [] } = use;
	const bodyParams = category === 'AUTHENTICATION' ? [code ?? ''] : (use.bodyParams ?? []);
	const payloads = typeof quickReplies === 'string' ? quickReplies.split(',') : [...quickReplies];
	const urls = [...(use.urlVariables ?? [])];
	const values = { code, link, filename };
	const drawn = draw(components, headerParams, bodyParams, { ...values, urls, payloads });
	const offer = part(components, 'LIMITED_TIME_OFFER')?.limited_time_offer;
	const expires = use.ltoFields?.unixTimestamp;
	const cards = cardsOf(template).map((card, index) => {
		const named = use.carouselBodies?.[index]?.bodyParams ?? {};
		const cardLink = use.carouselFileData?.[index]?.fileUrl;
		return draw(
			card,
			[],
			variablesOf(part(card, 'BODY')?.text).map((name) => named[name] ?? name),
			{
				link: cardLink,
				urls: urls.splice(0, urlCount(card)),
				payloads: payloads.splice(0, replyCount(card)),
			},
		);
	});
	return {
		...drawn,
		...(cards.length > 0 ? { cards } : {}),
		...(offer
			? {
					offer: {
						text: offer.text,
						...(expires ? { expiresAt: new Date(expires).toISOString() } : {}),
					},
				}
			: {}),
	};
}

function draw(
	components: TemplateComponent[],
	header: string[],
	body: string[],
	values: FilledTemplate,
): Drawing {
	const fill = (type: 'HEADER' | 'BODY', given: string[]) => {
		const { text } = part(components, type) ?? {};
		const byName = variablesOf(text).map((variable, index) => [variable, given[index]]);
		return text && filled(text, Object.fromEntries(byName) as Record<string, string>);
	};
	const templateUrls = (part(components, 'BUTTONS')?.buttons ?? [])
		.filter(({ url }) => variablesOf(url).length > 0)
		.map(({ url = '' }, index) => url.replace(/\{\{\w+\}\}/, values.urls?.[index] ?? ''));
	return drawnTemplate(components, {
		...values,
		header: fill('HEADER', header),
		body: fill('BODY', body),
		urls: templateUrls,
	});
}

function urlCount(components: TemplateComponent[]): number {
	const { buttons = [] } = part(components, 'BUTTONS') ?? {};
	return buttons.filter(({ url }) => variablesOf(url).length > 0).length;
}

function replyCount(components: TemplateComponent[]): number {
	const { buttons = [] } = part(components, 'BUTTONS') ?? {};
	return buttons.filter(({ type }) => type === 'QUICK_REPLY').length;
}
