import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Row } from '../../support/row';
import { broadcastRows } from './rows/broadcast';
import { contactRows } from './rows/contact';
import { interactiveRows } from './rows/interactive';
import { messageRows } from './rows/message';
import { otherRows } from './rows/other';
import { productMessageRows } from './rows/products';
import { templateByHandRows } from './rows/template-by-hand';
import { templateMappedRows } from './rows/template-mapped';

export { delivery } from './delivery';

export const rows: Row[] = [
	...messageRows,
	...interactiveRows,
	...productMessageRows,
	...templateByHandRows,
	...templateMappedRows,
	...broadcastRows,
	...contactRows,
	...otherRows,
];

/** Long enough to be taken for a shared secret. */
export const credential: ICredentialDataDecryptedObject = {
	webhookSecret: 'shared-secret-of-the-contract-0123',
};
