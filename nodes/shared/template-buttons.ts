import { InvalidValue } from './operation';
import { checkExamples, checkText, type ComponentRules } from './template-text';
import { isObject } from './value';

/** WhatsApp's limit for one template. Meta, "Message template components". */
const MOST_BUTTONS = 10;

type Button = Record<string, unknown>;

/** @throws InvalidValue naming the button */
export function checkButtons(buttons: unknown, rules: ComponentRules): void {
	if (!Array.isArray(buttons) || buttons.length === 0 || !buttons.every(isObject)) {
		throw new InvalidValue('must be a list of buttons', 'Buttons');
	}
	if (buttons.length > MOST_BUTTONS) {
		throw new InvalidValue(
			`has ${buttons.length} buttons; WhatsApp takes at most ${MOST_BUTTONS}`,
			'Buttons',
		);
	}
	buttons.forEach((button) => checkButton(button, rules));
}

function checkButton(button: Button, rules: ComponentRules): void {
	checkText('Button Text', button.text);
	const name = `Button "${String(button.text)}"`;
	if (button.type === 'QUICK_REPLY') return;
	if (button.type === 'PHONE_NUMBER') {
		if (!/^\+?\d{7,20}$/.test(String(button.phone_number ?? ''))) {
			throw new InvalidValue('needs a phone number with country code', name);
		}
		return;
	}
	if (button.type !== 'URL') {
		throw new InvalidValue(
			`has the type ${String(button.type)}; known are QUICK_REPLY, URL and PHONE_NUMBER`,
			name,
		);
	}
	if (!/^https?:\/\/\S+$/.test(String(button.url ?? '')))
		throw new InvalidValue('needs a URL', name);
	checkExamples(name, button.url, Array.isArray(button.example) ? button.example : [], rules);
}
