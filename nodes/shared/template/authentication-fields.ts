import { InvalidValue, type Field, type Read } from '../operation';
import { rowsIn } from '../value';

type Component = Record<string, unknown>;

/** Kinds of button that hand the code to an app, which WhatsApp must know. */
const INTO_APP = ['ONE_TAP', 'ZERO_TAP'];
/** WhatsApp's limits. Meta, "Authentication templates". */
const BUTTON_LENGTH = 25;
const MOST_MINUTES = 90;

const fields: Field[] = [
	{
		displayName: 'Code Button',
		name: 'otpType',
		type: 'options',
		options: [
			{ name: 'Copy Code', value: 'COPY_CODE', description: 'The customer copies the code' },
			{ name: 'One Tap', value: 'ONE_TAP', description: 'A tap fills the code into your app' },
			{
				name: 'Zero Tap',
				value: 'ZERO_TAP',
				description: 'Your app gets the code without a tap',
			},
		],
		default: 'COPY_CODE',
		description: 'How the customer gets the code into your app',
		in: 'body',
		as: 'components',
		encode: toComponents,
	},
	{
		displayName: 'Code Button Text',
		name: 'otpButtonText',
		type: 'string',
		default: '',
		placeholder: 'e.g. Copy code',
		description: "Text of the button, up to 25 characters. Leave empty for WhatsApp's own.",
	},
	{
		displayName: 'Autofill Text',
		name: 'autofillText',
		type: 'string',
		default: '',
		placeholder: 'e.g. Autofill',
		description:
			"Text of the button that fills the code in, up to 25 characters. Leave empty for WhatsApp's own.",
		displayOptions: { show: { otpType: INTO_APP } },
	},
	{
		displayName: 'Apps',
		name: 'supportedApps',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add App',
		default: {},
		description: 'The Android apps that may get the code',
		displayOptions: { show: { otpType: INTO_APP } },
		options: [
			{
				displayName: 'App',
				name: 'app',
				values: [
					{
						displayName: 'Package Name',
						name: 'packageName',
						type: 'string',
						default: '',
						placeholder: 'e.g. com.example.shop',
						description: "The app's package name",
					},
					{
						displayName: 'Signature Hash',
						name: 'signatureHash',
						type: 'string',
						default: '',
						placeholder: 'e.g. K8a/AINcGX7',
						description: "Hash of the app's signing key, 11 characters",
					},
				],
			},
		],
	},
	{
		displayName: 'Terms Accepted',
		name: 'zeroTapTermsAccepted',
		type: 'boolean',
		default: false,
		description:
			"Whether you accept WhatsApp's terms for zero-tap codes, without which it approves none",
		displayOptions: { show: { otpType: ['ZERO_TAP'] } },
	},
	{
		displayName: 'Code Expires After (Minutes)',
		name: 'codeExpirationMinutes',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: MOST_MINUTES, numberPrecision: 0 },
		default: 0,
		description:
			'For how long the code is good, up to 90 minutes: WhatsApp says so below the text. With 0 it says nothing.',
	},
	{
		displayName: 'Security Recommendation',
		name: 'addSecurityRecommendation',
		type: 'boolean',
		default: true,
		description: 'Whether WhatsApp adds that the code should not be shared',
	},
];

/**
 * The form of an authentication template. WhatsApp writes its texts itself: the body with the code, the note about
 * security and the time for which the code is good.
 *
 * @param show when the form shows these fields
 */
export const authenticationFields = (show: Record<string, string[]>): Field[] =>
	fields.map((field) => ({
		...field,
		displayOptions: { show: { ...show, ...field.displayOptions?.show } },
	}));

function toComponents(otpType: unknown, read: Read): Component[] {
	// Each field is checked by itself as well, so that a wrong number never gets this far.
	const minutes = Number(read('codeExpirationMinutes') ?? 0);
	const secure = read('addSecurityRecommendation');
	return [
		{ type: 'BODY', add_security_recommendation: secure === true || secure === 'true' },
		...(minutes > 0 ? [{ type: 'FOOTER', code_expiration_minutes: minutes }] : []),
		{ type: 'BUTTONS', buttons: [toButton(String(otpType), read)] },
	];
}

function toButton(otpType: string, read: Read): Component {
	const text = buttonText(read('otpButtonText'), 'Code Button Text');
	const button: Component = { type: 'OTP', otp_type: otpType, ...(text ? { text } : {}) };
	if (!INTO_APP.includes(otpType)) return button;
	const autofill = buttonText(read('autofillText'), 'Autofill Text');
	if (autofill) button.autofill_text = autofill;
	button.supported_apps = appsIn(read('supportedApps'));
	if (otpType !== 'ZERO_TAP') return button;
	if (![true, 'true'].includes(read('zeroTapTermsAccepted') as boolean)) {
		throw new InvalidValue('must be switched on for zero-tap codes', 'Terms Accepted');
	}
	return { ...button, zero_tap_terms_accepted: true };
}

function buttonText(value: unknown, label: string): string {
	const text = String(value ?? '').trim();
	if (text.length <= BUTTON_LENGTH) return text;
	throw new InvalidValue(
		`has ${text.length} characters; WhatsApp takes at most ${BUTTON_LENGTH}`,
		label,
	);
}

function appsIn(value: unknown): Component[] {
	const apps = rowsIn(value, 'app').map((row, index) => {
		const text = (key: string) => String(row[key] ?? '').trim();
		const app = { package_name: text('packageName'), signature_hash: text('signatureHash') };
		if (app.package_name !== '' && app.signature_hash !== '') return app;
		throw new InvalidValue(`needs a package name and a signature hash in app ${index + 1}`, 'Apps');
	});
	if (apps.length === 0) throw new InvalidValue('is empty', 'Apps');
	return apps;
}
