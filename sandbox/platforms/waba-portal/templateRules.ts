import { Refusal } from '../../refusal';

interface Button {
	type: string;
	text: string;
	url?: string;
	example?: string[];
}

/** A component in Meta's form; which keys it has depends on its type. */
export interface Component {
	type: 'HEADER' | 'BODY' | 'FOOTER' | 'BUTTONS';
	format?: string;
	text?: string;
	example?: { header_text?: string[]; body_text?: string[][] };
	buttons?: Button[];
}

/**
 * The rules that a schema cannot hold: each kind once, a body, and an example value for every variable.
 * @throws Refusal 400, beginning with the vendor's "Invalid parameter"; what follows is assumed
 */
export function checkComponents(components: Component[]): void {
	const types = components.map(({ type }) => type);
	if (!types.includes('BODY')) refuse('a BODY component is required');
	if (new Set(types).size < types.length) refuse('a component type may stand only once');
	for (const { type, text = '', example, buttons = [] } of components) {
		if (type === 'HEADER') checkExamples('HEADER', text, example?.header_text);
		if (type === 'BODY') checkExamples('BODY', text, example?.body_text?.[0]);
		if (type === 'FOOTER') checkExamples('FOOTER', text, []);
		for (const button of buttons) checkExamples('URL button', button.url ?? '', button.example);
	}
}

function checkExamples(where: string, text: string, examples: string[] = []): void {
	const variables = new Set(text.match(/\{\{\d+\}\}/g) ?? []);
	if (where === 'FOOTER' && variables.size > 0) refuse('a FOOTER cannot have variables');
	if (examples.length < variables.size) {
		refuse(`${where} has ${variables.size} variable(s) but ${examples.length} example value(s)`);
	}
}

function refuse(text: string): never {
	throw new Refusal(400, `Invalid parameter: ${text}`);
}
