import type { Answer, Drawing, DrawnButton, DrawnMedia } from '../types';

interface Button {
	type: string;
	text: string;
	url?: string;
	example?: string[];
}

/** A template's component in Meta's form; which keys it has depends on its type. */
export interface Component {
	type: 'HEADER' | 'BODY' | 'FOOTER' | 'BUTTONS';
	format?: string;
	text?: string;
	example?: { header_text?: string[]; header_handle?: string[]; body_text?: string[][] };
	buttons?: Button[];
}

/** The variables of a text, such as {{1}}; each once. */
export function variablesOf(text = ''): string[] {
	return [...new Set(text.match(/\{\{\d+\}\}/g) ?? [])];
}

/** What is wrong with the kinds of the components: each may stand once, and there has to be a body. */
export function kindFault(components: Component[]): string | undefined {
	const types = components.map(({ type }) => type);
	if (!types.includes('BODY')) return 'a BODY component is required';
	if (new Set(types).size < types.length) return 'a component type may stand only once';
	return undefined;
}

/** Which variable has no example value, as Meta wants one for each. */
export function exampleFault(components: Component[]): string | undefined {
	for (const { type, text, example, buttons = [] } of components) {
		const fault =
			type === 'FOOTER' ? footerFault(text) : missing(type, text, valuesOf(type, example));
		const inButtons = buttons.map((button) => missing('URL button', button.url, button.example));
		const first = [fault, ...inButtons].find((one) => one !== undefined);
		if (first) return first;
	}
	return undefined;
}

function valuesOf(type: string, example: Component['example'] = {}): string[] | undefined {
	return type === 'HEADER' ? example.header_text : example.body_text?.[0];
}

function footerFault(text?: string): string | undefined {
	return variablesOf(text).length > 0 ? 'a FOOTER cannot have variables' : undefined;
}

function missing(where: string, text?: string, examples: string[] = []): string | undefined {
	const count = variablesOf(text).length;
	if (examples.length >= count) return undefined;
	return `${where} has ${count} variable(s) but ${examples.length} example value(s)`;
}

/** What a use of a template says, with its variables filled in. */
export interface FilledTemplate {
	header?: string;
	body?: string;
	/** Of the header's file. */
	link?: string;
	filename?: string;
	/** Of the URL buttons, in their order. */
	urls?: string[];
	/** What a button copies. */
	code?: string;
	/** Of the quick replies, in their order; their text unless given. */
	payloads?: string[];
}

/** A button of any kind of template. */
type AnyButton = { type: string; text?: string; url?: string; phone_number?: string };

/** A template as WhatsApp draws it. */
export function drawnTemplate(
	components: Array<{ type: string; format?: string; text?: string; buttons?: AnyButton[] }>,
	{ header, body, link, filename, ...values }: FilledTemplate,
): Drawing {
	const of = (type: string) => components.find((component) => component.type === type);
	const { format, text } = of('HEADER') ?? {};
	const hasFile = format !== undefined && format !== 'TEXT';
	return {
		...(hasFile
			? { media: { type: format.toLowerCase() as DrawnMedia['type'], link, filename } }
			: { header: header ?? text }),
		text: body ?? of('BODY')?.text,
		footer: of('FOOTER')?.text,
		buttons: drawnButtons(of('BUTTONS')?.buttons ?? [], values),
	};
}

function drawnButtons(
	buttons: AnyButton[],
	{ urls = [], payloads = [], code = '' }: FilledTemplate,
): DrawnButton[] {
	const nextUrl = urls[Symbol.iterator]();
	const nextPayload = payloads[Symbol.iterator]();
	return buttons.map(({ type, text = '', url, phone_number: phone = '' }): DrawnButton => {
		if (type === 'URL') {
			const target = variablesOf(url).length > 0 ? nextUrl.next().value : url;
			return { kind: 'url', title: text, url: target ?? url ?? '' };
		}
		if (type === 'PHONE_NUMBER') return { kind: 'phone', title: text, phone };
		if (type === 'COPY_CODE' || type === 'OTP') return { kind: 'copy', title: text, code };
		if (type === 'FLOW') return { kind: 'flow', title: text };
		const payload = nextPayload.next().value ?? text;
		return { kind: 'reply', title: text, answer: { type: 'button', button: { payload, text } } };
	});
}

/** What a tap of one of a message's own buttons sends. */
export function buttonAnswer(id: string, title: string): Answer {
	return {
		type: 'interactive',
		interactive: { type: 'button_reply', button_reply: { id, title } },
	};
}

/** What the choice of a row of a list sends. */
export function rowAnswer(row: { id?: string; title: string; description?: string }): Answer {
	const { id, title, description } = row;
	const list_reply = { id, title, ...(description === undefined ? {} : { description }) };
	return { type: 'interactive', interactive: { type: 'list_reply', list_reply } };
}
