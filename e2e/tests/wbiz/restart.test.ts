import { describeRestart } from './restart.suite';

describeRestart('as n8n does by default', { env: {} });
