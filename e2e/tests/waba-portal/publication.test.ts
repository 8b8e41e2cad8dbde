import { describePublication } from './publication.suite';

describePublication('in the background, as n8n does by default', {});
