import { contractOf } from '../../support/contract';
import { endpointsOf, lines, sharedOperations } from '../support/contract';
import { examplesOf } from './bench';

/** Every endpoint of the vendor's page. */
const PAGE = `
	GET /messages
	POST /messages
	GET /templates
	GET /templates/{identifier}
	POST /broadcasts
	POST /broadcasts/send
	GET /contacts
	POST /contacts
	GET /contacts/{id}
	PUT /contacts/{id}
	GET /contacts/lists
	GET /settings/tags
	GET /media
	GET /catalogs
	GET /catalogs/{catalogId}/products
`;

/** The fields of each table under POST /messages, in the page's order. */
const MESSAGE_TABLES: Record<string, string> = {
	textTemplate: 'to type templateName headerParams bodyParams contact',
	mediaTemplate: 'to type templateName link filename bodyParams contact',
	authenticationTemplate: 'to type templateName copyCodeParam contact',
	buttonsTemplate: 'to type templateName urlVariables copyCodeParam quickReplies contact',
	carouselTemplate:
		'to type templateName languageCode bodyParams carouselBodies carouselFileData urlVariables copyCodeParam quickReplies contact',
	limitedTimeOfferTemplate:
		'to type templateName languageCode link bodyParams copyCodeParam urlVariables ltoFields quickReplies contact',
	text: 'to type message contact',
	image: 'to type link caption contact',
	audio: 'to type link contact',
	video: 'to type link caption contact',
	document: 'to type link caption filename contact',
	singleProduct: 'to type interactiveType bodyText footerText action',
	productList: 'to type interactiveType header body footer action sections',
	catalog: 'to type interactiveType bodyText footerText catalogProductId',
	list: 'to type interactiveType bodyText buttonText sections headerText footerText',
	ctaUrl: 'to type interactiveType message buttons header',
	address: 'to type interactiveType bodyText isoCountryCode values validationErrors',
	location: 'to type interactiveType bodyText isoCountryCode',
};

const LIST_FIELDS = 'name broadcastType messageType status contactList scheduleAt';
const REGULAR = `${LIST_FIELDS} regularMessageType message link filename caption`;
const TEMPLATE = `${LIST_FIELDS} templateName headerParams bodyParams urlVariables copyCodeParam copyCode link filename`;
const BROADCAST_TABLES: Record<string, string> = {
	regularText: REGULAR,
	regularDocument: REGULAR,
	template: TEMPLATE,
	templateWithButtons: TEMPLATE,
	templateWithMedia: TEMPLATE,
	apiCampaign: 'name broadcastType templateName',
};

/** Of two samples in one table, what the kind of the sample has no use for. */
const LEFT_OUT: Record<string, string[]> = {
	carouselTemplate: ['copyCodeParam'],
	limitedTimeOfferTemplate: ['quickReplies'],
};

it('has every endpoint of the page and no other', () => {
	expect(endpointsOf('pabbly-chatflow').sort()).toEqual(lines(PAGE).sort());
});

it.each([
	['/messages', MESSAGE_TABLES],
	['/broadcasts', BROADCAST_TABLES],
])(
	'%s: has an example for every table of the page, with fields of that table only',
	(path, tables) => {
		const made = examplesOf(path, 'post').filter(([name]) => !name.startsWith('page'));
		const examples = Object.fromEntries(made);
		expect(Object.keys(examples).sort()).toEqual(Object.keys(tables).sort());
		for (const [name, table] of Object.entries(tables)) {
			const fields = table.split(' ');
			expect(fields).toEqual(expect.arrayContaining(Object.keys(examples[name])));
			if (path !== '/messages') continue;
			const wanted = fields.filter((field) => !LEFT_OUT[name]?.includes(field));
			expect([name, Object.keys(examples[name]).sort()]).toEqual([name, wanted.sort()]);
		}
	},
);

it('lists at the top every field that one of the messages or broadcasts takes', async () => {
	const api = await contractOf('pabbly-chatflow').init();
	for (const [path, tables] of [
		['message.send', MESSAGE_TABLES],
		['broadcast.create', BROADCAST_TABLES],
	] as const) {
		const body = api.getOperation(path)?.requestBody as {
			content: Record<string, { schema: { properties: object } }>;
		};
		const top = Object.keys(body.content['application/json'].schema.properties);
		const wanted = new Set(Object.values(tables).flatMap((table) => table.split(' ')));
		expect(top.sort()).toEqual([...wanted].sort());
	}
});

it('says which operations share an endpoint', () => {
	expect(sharedOperations('pabbly-chatflow')).toEqual({
		'message.send': [
			'message.sendText',
			'message.sendAndWait',
			'message.sendMedia',
			'message.sendTemplate',
			'message.sendProduct',
			'message.sendProductList',
			'message.sendCatalog',
			'message.sendList',
			'message.sendCtaUrl',
			'message.requestAddress',
			'message.requestLocation',
		],
		'broadcast.create': ['broadcast.create', 'broadcast.createApiCampaign'],
		'media.getUrl': ['media.getUrl', 'media.download'],
		'template.get': ['template.get', 'template.preview'],
		'tag.getMany': ['tag.getMany', 'account.checkSetup'],
	});
});
