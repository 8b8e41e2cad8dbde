import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Row } from '../../support/row';
import { broadcastRows } from './rows/broadcast';
import { contactRows } from './rows/contact';
import { interactiveRows } from './rows/interactive';
import { messageRows } from './rows/message';
import { otherRows } from './rows/other';
import { productMessageRows } from './rows/products';
import { manualTemplateRows } from './rows/template-manual';
import { templateMappedRows } from './rows/template-mapped';
import { templatePreviewRows } from './rows/template-preview';
import { approval, questionRows, token } from '../../support/send-and-wait';
import { john } from './rows/values';

export { delivery } from './delivery';

export const rows: Row[] = [
	...questionRows({
		to: { to: '919876543210' },
		path: '/messages',
		body: (text) => ({ to: john, type: 'text', message: text }),
	}),
	{
		operation: 'message.sendAndWait',
		name: 'asks with a list, whose rows carry the answers',
		parameters: { to: '919876543210', ...approval },
		status: 'waiting',
		request: {
			method: 'POST',
			path: '/messages',
			body: {
				to: john,
				type: 'interactive',
				interactiveType: 'list',
				bodyText: 'Shall we ship it?',
				buttonText: 'Answer',
				sections: [
					{
						title: 'Your answer',
						rows: [
							{ id: token(true), title: 'Yes, ship' },
							{ id: token(false), title: 'No' },
						],
					},
				],
			},
		},
	},
	...messageRows,
	...interactiveRows,
	...productMessageRows,
	...manualTemplateRows,
	...templateMappedRows,
	...templatePreviewRows,
	...broadcastRows,
	...contactRows,
	...otherRows,
];

/** Long enough to be taken for a shared secret. */
export const credential: ICredentialDataDecryptedObject = {
	webhookSecret: 'shared-secret-of-the-contract-0123',
};
