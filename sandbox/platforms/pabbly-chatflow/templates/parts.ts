/** A button of a template in Meta's form. */
export interface TemplateButton {
	type: 'QUICK_REPLY' | 'URL' | 'PHONE_NUMBER' | 'COPY_CODE' | 'OTP';
	text: string;
	url?: string;
	phone_number?: string;
	otp_type?: string;
	example?: string[];
}

interface NamedExample {
	param_name: string;
	example: string;
}

/** A component of a template in Meta's form; which keys it has depends on its type. */
export interface TemplateComponent {
	type: 'HEADER' | 'BODY' | 'FOOTER' | 'BUTTONS' | 'CAROUSEL' | 'LIMITED_TIME_OFFER';
	format?: 'TEXT' | 'IMAGE' | 'VIDEO' | 'DOCUMENT';
	text?: string;
	example?: {
		header_text?: string[];
		header_text_named_params?: NamedExample[];
		header_handle?: string[];
		body_text?: string[][];
		body_text_named_params?: NamedExample[];
	};
	buttons?: TemplateButton[];
	cards?: Array<{ components: TemplateComponent[] }>;
	limited_time_offer?: { text: string; has_expiration: boolean };
	add_security_recommendation?: boolean;
}

export interface Template {
	_id: string;
	waTemplateId: string;
	name: string;
	language: string;
	components: TemplateComponent[];
	status: 'APPROVED' | 'PENDING' | 'REJECTED';
	category: 'MARKETING' | 'UTILITY' | 'AUTHENTICATION';
	/** Only some have it. */
	type?: string;
}

/** The vendor's six kinds of template messages. */
export type TemplateKind =
	'text' | 'media' | 'authentication' | 'buttons' | 'carousel' | 'limitedTimeOffer';

export function kindOf(template: Template): TemplateKind {
	const { components, category } = template;
	if (part(components, 'CAROUSEL')) return 'carousel';
	if (part(components, 'LIMITED_TIME_OFFER')) return 'limitedTimeOffer';
	if (category === 'AUTHENTICATION') return 'authentication';
	if (hasMediaHeader(components)) return 'media';
	return part(components, 'BUTTONS') ? 'buttons' : 'text';
}

export function part(
	components: TemplateComponent[],
	type: TemplateComponent['type'],
): TemplateComponent | undefined {
	return components.find((component) => component.type === type);
}

export function hasMediaHeader(components: TemplateComponent[]): boolean {
	const { format } = part(components, 'HEADER') ?? {};
	return format !== undefined && format !== 'TEXT';
}

export function cardsOf({ components }: Template): TemplateComponent[][] {
	return (part(components, 'CAROUSEL')?.cards ?? []).map((card) => card.components);
}

/** The buttons of the template, and in a carousel those of the cards, card by card. */
export function buttonsOf(template: Template): TemplateButton[] {
	return [template.components, ...cardsOf(template)].flatMap(
		(components) => part(components, 'BUTTONS')?.buttons ?? [],
	);
}

/** The variables of a text, such as {{1}} or {{name}}, each once; numbered ones by their number. */
export function variablesOf(text = ''): string[] {
	const all = [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])];
	const number = (variable: string) => Number(variable.slice(2, -2));
	return all.some((variable) => Number.isNaN(number(variable)))
		? all
		: all.sort((a, b) => number(a) - number(b));
}

/** The text with the values in place of its variables. */
export function filled(text: string, values: Record<string, string>): string {
	return text.replace(/\{\{\w+\}\}/g, (variable) => values[variable] ?? variable);
}

/** The sample values of a header's or body's variables, in the variables' order. */
export function samplesOf(component: TemplateComponent | undefined): string[] {
	const { text, example = {} } = component ?? {};
	const listed = example.header_text ?? example.body_text?.[0] ?? [];
	const named = [
		...(example.header_text_named_params ?? []),
		...(example.body_text_named_params ?? []),
	];
	return variablesOf(text).map(
		(variable, index) =>
			named.find(({ param_name }) => `{{${param_name}}}` === variable)?.example ??
			listed[index] ??
			'',
	);
}
