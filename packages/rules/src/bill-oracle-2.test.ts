import { describeOracleHalf } from './testing/oracle-half.js';

// The other half of bill-oracle.test.ts, in a file of its own so that both run at once.
describeOracleHalf(1);
