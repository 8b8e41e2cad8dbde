import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Row } from '../../support/row';
import { apiRows } from './rows/api';
import { conversationRows, setupRows } from './rows/conversation';
import { failureRows } from './rows/failure';
import { sendTemplateRows } from './rows/send-template';
import { sendTextRows } from './rows/send-text';
import { questionRows } from '../../support/send-and-wait';
import { sendText, textPath } from './rows/values';

export { delivery } from './delivery';

export const rows: Row[] = [
	...questionRows({
		to: { conversationId: sendText.conversationId },
		path: textPath,
		body: (text) => ({ text }),
	}),
	...sendTextRows,
	...sendTemplateRows,
	...conversationRows,
	...setupRows,
	...failureRows,
	...apiRows,
];

/** Two secrets, as test and live have one each. */
export const credential: ICredentialDataDecryptedObject = {
	webhookSecrets: 'whsec_another0123456789abcdef\nwhsec_contract0123456789abcdef',
	furtherWebhookSecrets: '',
};
