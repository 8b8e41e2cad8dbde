/** Runs the package's nodes on n8n-core's own engine. The network ends at `nock`; loopback stays open. */
export type { CredentialUnderTest } from './harness/credentials';
export type { NodeSetup } from './harness/host';
export { type ActionResult, type ActionRun, runNode, searchList } from './harness/action';
export { InProcessTrigger, type InProcessResult, type RawDelivery } from './harness/in-process';
export { openPoll, type PollingTrigger } from './harness/poll';
export {
	type Delivery,
	type DeliveryResult,
	openTrigger,
	type Trigger,
	type TriggerSetup,
} from './harness/trigger';
