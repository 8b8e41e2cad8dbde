import { testOperations } from '../../support/operations';

testOperations('wbiz');
