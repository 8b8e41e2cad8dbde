import { textUpTo } from '../../shared/fields/common';
import { InvalidValue, type Resource } from '../../shared/operation';
import { sendOptions, text, to } from '../fields';
import { flowId, presetId } from '../locators';
import { sendButtons, sendList } from './message-interactive';
import { sendMedia } from './message-media';
import { sendTemplate } from './message-template';

export const message: Resource = {
	name: 'Message',
	value: 'message',
	operations: [
		sendButtons,
		{
			name: 'Send Flow',
			value: 'sendFlow',
			action: 'Send a flow message',
			description: 'Send a WhatsApp Flow, a form inside the chat',
			method: 'POST',
			path: '/v1/flows/{id}/send',
			fields: [
				flowId,
				to,
				{ ...text(1024), as: 'bodyText' },
				{
					displayName: 'Button Text',
					name: 'ctaText',
					type: 'string',
					required: true,
					default: '',
					placeholder: 'e.g. Book now',
					description: 'What the button that opens the flow says, up to 20 characters',
					in: 'body',
					// WhatsApp's limit.
					encode: textUpTo(20),
				},
				sendOptions,
			],
		},
		sendList,
		{
			name: 'Send Location',
			value: 'sendLocation',
			action: 'Send a location message',
			description: 'Send a point on the map',
			method: 'POST',
			path: '/v1/messages/location',
			fields: [
				to,
				{
					displayName: 'Latitude',
					name: 'latitude',
					type: 'string',
					required: true,
					default: '',
					placeholder: 'e.g. 23.0225',
					description: 'Degrees north of the equator, negative in the south',
					in: 'body',
					encode: degreesUpTo(90),
				},
				{
					displayName: 'Longitude',
					name: 'longitude',
					type: 'string',
					required: true,
					default: '',
					placeholder: 'e.g. 72.5714',
					description: 'Degrees east of Greenwich, negative in the west',
					in: 'body',
					encode: degreesUpTo(180),
				},
				{
					displayName: 'Place',
					name: 'locationName',
					type: 'string',
					default: '',
					placeholder: 'e.g. Our store',
					description: 'Name of the place, shown below the map',
					in: 'body',
					as: 'name',
				},
				{
					displayName: 'Address',
					name: 'locationAddress',
					type: 'string',
					default: '',
					placeholder: 'e.g. Ahmedabad, India',
					description: 'Address of the place, shown below its name',
					in: 'body',
					as: 'address',
				},
				sendOptions,
			],
		},
		sendMedia,
		{
			name: 'Send Preset',
			value: 'sendPreset',
			action: 'Send a preset message',
			description: 'Send a saved card with buttons or a list',
			method: 'POST',
			path: '/v1/interactive/{id}/send',
			fields: [presetId, to, sendOptions],
		},
		sendTemplate,
		{
			name: 'Send Text',
			value: 'sendText',
			action: 'Send a text message',
			description: "Send a text within 24 hours of the customer's last message",
			method: 'POST',
			path: '/v1/messages/text',
			// WhatsApp's limit.
			fields: [to, text(4096), sendOptions],
		},
	],
};

/** A coordinate. The form takes text, as an empty number would silently be the point 0, 0. */
function degreesUpTo(limit: number): (value: unknown) => number {
	return (value) => {
		const degrees = Number(String(value).trim());
		if (!Number.isFinite(degrees)) {
			throw new InvalidValue(`must be a number of degrees, but is "${String(value)}"`);
		}
		if (Math.abs(degrees) <= limit) return degrees;
		throw new InvalidValue(`must be between -${limit} and ${limit}, but is ${degrees}`);
	};
}
