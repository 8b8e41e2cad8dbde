import { InvalidValue } from '../operation';

/** Stands between the parts of a value from the list; WhatsApp's names cannot hold it. */
const SEPARATOR = '|';

/** What identifies a template. */
export interface TemplateChoice {
	name: string;
	/** Empty where only a name is known. */
	language: string;
	/** The platform's own id; empty where it is not known, or not needed. */
	id?: string;
}

/** The value of a template in the list. */
export function choiceValue({ name, language, id }: TemplateChoice): string {
	return [name, language, ...(id ? [id] : [])].join(SEPARATOR);
}

/** The choice in a value from the list, or in a typed name. */
export function choiceIn(value: unknown, language: unknown = ''): TemplateChoice {
	const [name, own = '', id = ''] = String(value ?? '').split(SEPARATOR);
	const choice = { name: name.trim(), language: String(language ?? '').trim() || own.trim() };
	return id === '' ? choice : { ...choice, id: id.trim() };
}

/** WhatsApp's rule for template names. */
export function checkedName(value: unknown): string {
	const name = String(value).trim();
	if (/^[a-z0-9_]{1,512}$/.test(name)) return name;
	throw new InvalidValue('may hold only lowercase letters, digits and underscores');
}
