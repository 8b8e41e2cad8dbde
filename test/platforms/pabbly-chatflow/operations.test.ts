import { testOperations } from '../../support/operations';

testOperations('pabbly-chatflow');
