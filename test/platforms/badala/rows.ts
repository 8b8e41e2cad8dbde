import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Row } from '../../support/row';
import { webhookSecret } from './delivery';
import { setupRows } from './rows/account';
import { apiRows } from './rows/api';
import { contactRows } from './rows/contact';
import { importRows } from './rows/contact-import';
import { conversationRows } from './rows/conversation';
import { failureRows } from './rows/failure';
import { messageRows } from './rows/message';
import { sendTemplateRows } from './rows/send-template';
import { byId, org } from './rows/values';
import { questionRows } from '../../support/send-and-wait';

export { delivery } from './delivery';

export const rows: Row[] = [
	...questionRows({
		to: { conversationId: byId('cv_1') },
		path: `/orgs/${org}/conversations/cv_1/messages`,
		body: (body) => ({ type: 'TEXT', body }),
	}),
	...messageRows,
	...sendTemplateRows,
	...contactRows,
	...importRows,
	...conversationRows,
	...setupRows,
	...apiRows,
	...failureRows,
];

/** With a token: whoever logs in makes a request more, see `credential.test.ts`. */
export const credential: ICredentialDataDecryptedObject = {
	authentication: 'token',
	orgId: org,
	webhookSecrets: webhookSecret,
	furtherWebhookSecrets: '',
};
