import type { Prepare } from '../support/prepared';
import { AGENT, type ClooveState, CUSTOMER, NUMBER_ID } from './bench';

export const prepare: Prepare = async (client) => {
	await client.inbound({ from: CUSTOMER });
	const { conversations } = (await client.state()) as unknown as ClooveState;
	return {
		headers: { 'User-Agent': AGENT },
		parameters: { id: conversations[0].id },
		texts: { 'wn1a2b3c-...': NUMBER_ID },
	};
};
