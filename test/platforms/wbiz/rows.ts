import type { Row } from '../../support/row';
import { accountRows, setupRows } from './rows/account';
import { apiRows } from './rows/api';
import { campaignRows } from './rows/campaign';
import { contactRows } from './rows/contact';
import { importRows } from './rows/contact-import';
import { failureRows } from './rows/failure';
import { eventRows, inboxRows } from './rows/inbox';
import { buttonRows, listMessageRows } from './rows/interactive';
import { mediaRows } from './rows/media';
import { messageRows } from './rows/message';
import { sendTemplateRows } from './rows/send-template';
import { templateRows } from './rows/template';
import { templatePreviewRows } from './rows/template-preview';
import { webhookRows } from './rows/webhook';
import { workspaceRows } from './rows/workspace';
import { approval, questionRows, token } from '../../support/send-and-wait';
import { gaurav } from './rows/values';

/** A webhook of the vendor, for the trigger. */
export { delivery } from './delivery';

export const rows: Row[] = [
	...questionRows({
		to: { to: gaurav },
		path: '/v1/messages/text',
		body: (body) => ({ to: gaurav, body }),
	}),
	{
		operation: 'message.sendAndWait',
		name: 'asks with buttons, which carry the answers',
		parameters: { to: gaurav, ...approval },
		status: 'waiting',
		request: {
			method: 'POST',
			path: '/v1/messages/interactive',
			body: {
				to: gaurav,
				kind: 'buttons',
				body: 'Shall we ship it?',
				buttons: [
					{ id: token(true), title: 'Yes, ship' },
					{ id: token(false), title: 'No' },
				],
			},
		},
	},
	...messageRows,
	...buttonRows,
	...listMessageRows,
	...mediaRows,
	...sendTemplateRows,
	...accountRows,
	...setupRows,
	...campaignRows,
	...contactRows,
	...importRows,
	...inboxRows,
	...eventRows,
	...templateRows,
	...templatePreviewRows,
	...webhookRows,
	...workspaceRows,
	...apiRows,
	...failureRows,
];
