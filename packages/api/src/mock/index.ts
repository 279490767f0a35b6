/** The contract answered in the page from sample data: `api="mock:"` and the tests of elements. Free of zod. */
export { createMockApiFromAddress, type MockStateName, mockStateNames } from './address.js';
export { failCalls, hangUntilAborted, type MockIntercept } from './faults.js';
export { createMockApi, type MockOptions } from './mock-api.js';
export { sampleContracts } from './mock-contracts.js';
export { type MockPaymentOutcome, mockPaymentOutcomes } from './mock-payments.js';
export { sampleReceiptKey, signSampleReceipt } from './mock-receipts.js';
export { sampleFileLink } from './mock-uploads.js';
export {
  type MockAppealsData,
  sampleAppealField,
  sampleAppealKind,
  sampleAppealKinds,
  type SampleAppealName,
  sampleAppealNames,
  sampleAppealsData,
} from './sample-appeals.js';
export {
  type MockAppointmentsData,
  type MockReception,
  sampleAppointments,
  sampleReceptions,
} from './sample-appointments.js';
export { paymentNumber, samplePayments, sampleQrCode } from './sample-payments.js';
export {
  type MockAccount,
  type MockData,
  type MockMeter,
  type MockWindow,
  type SampleAccountName,
  sampleAccountNames,
  sampleData,
  type SampleWindow,
  sampleWindows,
} from './sample-base.js';
export {
  sampleAccount,
  sampleBalance,
  sampleHostedPages,
  sampleMeter,
  sampleNow,
  samplePaymentPlan,
  sampleReading,
  sampleRegister,
  sampleReminders,
  sampleSession,
  sampleSupplier,
  sampleWindow,
} from './samples.js';
export {
  sampleAccountTariff,
  sampleBenefits,
  sampleLocalities,
  sampleNorms,
  sampleQuestions,
  sampleTariffBook,
  sampleTariffs,
} from './sample-tariffs.js';
