import { describePublication } from './publication.suite';

describePublication('at once, as older n8n does', {
	N8N_USE_WORKFLOW_PUBLICATION_SERVICE: 'false',
});
