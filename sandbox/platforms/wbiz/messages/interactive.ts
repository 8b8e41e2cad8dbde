import { Refusal } from '../../../http/refusal';

const MAX_ROWS = 10;

/** A message with buttons or a list, as it is sent and as it is saved. */
export interface Interactive {
	kind: 'buttons' | 'list';
	body: string;
	buttons?: Array<{ id: string; title: string }>;
	buttonText?: string;
	header?: string;
	footer?: string;
	sections?: Array<{
		title?: string;
		rows: Array<{ id: string; title: string; description?: string }>;
	}>;
}

/**
 * The rules that a schema cannot hold.
 * @throws Refusal 400
 */
export function checkInteractive({ kind, buttons, buttonText, sections = [] }: Interactive): void {
	if (kind === 'buttons' && (buttonText || sections.length > 0)) {
		refuse('buttonText and sections are for lists only');
	}
	if (kind === 'list' && buttons) refuse('buttons are for the kind buttons only');
	const rows = sections.flatMap((section) => section.rows);
	if (rows.length > MAX_ROWS) refuse(`Up to ${MAX_ROWS} list rows are allowed, not ${rows.length}`);
	if (sections.length > 1 && sections.some(({ title }) => title === undefined)) {
		refuse('Every section needs a title when there is more than one');
	}
	const ids = [...(buttons ?? []), ...rows].map(({ id }) => id);
	if (new Set(ids).size < ids.length) refuse('Two buttons or rows have the same id');
}

function refuse(text: string): never {
	throw new Refusal(400, text);
}
