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
