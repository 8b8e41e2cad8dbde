import { describeRestart } from './restart.suite';

describeRestart('at once, as older n8n does', {
	env: { N8N_USE_WORKFLOW_PUBLICATION_SERVICE: 'false' },
});
