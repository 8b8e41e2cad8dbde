import { PabblyChatflowApi } from '../../../credentials/PabblyChatflowApi.credentials';
import { PabblyChatflow } from '../../../nodes/PabblyChatflow/PabblyChatflow.node';

export const host = 'https://pabbly.test';

/** The action node, pointed at a platform that the test plays itself. */
export const setup = {
	type: new PabblyChatflow(),
	credentials: [
		{
			type: new PabblyChatflowApi(),
			data: { baseUrl: `${host}/api/v1`, apiKey: 'pabbly-key-0123' },
		},
	],
};
