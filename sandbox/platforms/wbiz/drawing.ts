import type { Message } from '../../account/messages';
import {
	buttonAnswer,
	type Component,
	drawnTemplate,
	rowAnswer,
	variablesOf,
} from '../../account/template-rules';
import type { Drawing, DrawnButton } from '../../types';
import type { Interactive } from './messages/interactive';
import type { Templates } from './templates';

/** What WBIZ keeps of a message with buttons, of a list, or of a Flow. */
type SentInteractive = Omit<Interactive, 'kind'> & { kind: Interactive['kind'] | 'flow' } & {
	ctaText?: string;
};

/** How the phone draws what WBIZ has sent, where that is not in Meta's form. */
export function drawing(templates: Templates, { type, content }: Message): Drawing | undefined {
	if (type === 'interactive') return interactiveDrawing(content[type] as SentInteractive);
	if (type !== 'template') return undefined;
	const {
		name,
		language,
		variables = [],
	} = content[type] as {
		name: string;
		language: string;
		variables?: string[];
	};
	const template = templates.withName(name, language);
	return template && templateDrawing(template.components, variables);
}

function interactiveDrawing(sent: SentInteractive): Drawing {
	const { kind, body: text, header, footer, buttons = [], buttonText, sections = [] } = sent;
	const below: DrawnButton[] =
		kind === 'flow'
			? [{ kind: 'flow', title: sent.ctaText ?? 'Open' }]
			: buttons.map(({ id, title }) => ({ kind: 'reply', title, answer: buttonAnswer(id, title) }));
	const rows = sections.map((section) => ({
		title: section.title,
		rows: section.rows.map((row) => ({ ...row, answer: rowAnswer(row) })),
	}));
	if (kind === 'list') below.push({ kind: 'list', title: buttonText ?? 'Menu', sections: rows });
	return { header, text, footer, buttons: below };
}

/** The values come in one list: header, body, then the URLs of the buttons. */
function templateDrawing(components: Component[], values: string[]): Drawing {
	const left = [...values];
	const fill = (text = '') => {
		const variables = variablesOf(text).sort(
			(a, b) => Number(a.slice(2, -2)) - Number(b.slice(2, -2)),
		);
		const taken = new Map(variables.map((variable) => [variable, left.shift() ?? variable]));
		return text.replace(/\{\{\d+\}\}/g, (variable) => taken.get(variable) ?? variable);
	};
	const of = (type: string) => components.find((component) => component.type === type);
	const header = of('HEADER')?.text;
	const filled = { header: header && fill(header), body: fill(of('BODY')?.text) };
	const urls = (of('BUTTONS')?.buttons ?? [])
		.filter(({ url }) => variablesOf(url).length > 0)
		.map(({ url }) => fill(url));
	return drawnTemplate(components, { ...filled, urls });
}
