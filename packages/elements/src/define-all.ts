/**
 * Registers every tag at once. For pages built with a framework: React, Vue and Svelte set a property only on an element that is
 * defined already, and give it as an attribute, a text, to one that is not yet.
 */
import './provider/provider.define.js';
import './widgets/account-menu/account-menu.define.js';
import './widgets/appeal-form/appeal-form.define.js';
import './widgets/appeal-list/appeal-list.define.js';
import './widgets/appointment-form/appointment-form.define.js';
import './widgets/balance-card/balance-card.define.js';
import './widgets/cabinet/cabinet.define.js';
import './widgets/contracts/contracts.define.js';
import './widgets/cost-calculator/cost-calculator.define.js';
import './widgets/guest-reading-form/guest-reading-form.define.js';
import './widgets/link-account/link-account.define.js';
import './widgets/meter-card/meter-card.define.js';
import './widgets/payment-button/payment-button.define.js';
import './widgets/payment-history/payment-history.define.js';
import './widgets/payment-plan/payment-plan.define.js';
import './widgets/reading-form/reading-form.define.js';
import './widgets/receipt/receipt.define.js';
import './widgets/tariff-lookup/tariff-lookup.define.js';
import './widgets/tour/tour.define.js';
