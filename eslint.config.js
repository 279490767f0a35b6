import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** The project's rules on language, wherever TypeScript is written. */
const language = [
  { selector: 'TSEnumDeclaration', message: 'Use a union of string literals instead of an enum.' },
  { selector: 'TSModuleDeclaration[kind="namespace"]', message: 'Use a module instead of a namespace.' },
  { selector: 'ExportDefaultDeclaration', message: 'Use a named export.' },
  { selector: 'TSInterfaceDeclaration[id.name=/^I[A-Z][a-z]/]', message: 'Name the thing, without an I in front.' },
  { selector: 'PropertyDefinition[accessibility="private"][decorators.length=0]', message: 'Private is #name.' },
  {
    selector: 'MethodDefinition[accessibility="private"][kind!="constructor"][decorators.length=0]',
    message: 'Private is #name.',
  },
];

/** What strict pages forbid (Content-Security-Policy without style-src, Trusted Types). */
const strictPage = [
  {
    selector: 'TaggedTemplateExpression[tag.name=/^(html|svg)$/] TemplateElement[value.raw=/\\sstyle\\s*=/]',
    message:
      'A style attribute violates strict Content-Security-Policies: use static styles with a class, part or state.',
  },
  {
    selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe)$/]',
    message: 'Trusted Types forbid it, and it lets foreign text become markup: render a template.',
  },
];

/** A clock or chance that the caller cannot set makes a rule untestable: take the moment as an argument. */
const noHiddenInput = [
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Take the moment as an argument.' },
  { selector: 'CallExpression[callee.name="Date"]', message: 'Take the moment as an argument.' },
  { selector: 'MemberExpression[object.name="Date"][property.name="now"]', message: 'Take the moment as an argument.' },
  {
    selector: 'MemberExpression[object.name="Math"][property.name="random"]',
    message: 'Take the chance as an argument.',
  },
];

/** Pages with Prototype.js have an `Array.from` of their own, which leaves out the function and makes an empty list of a Set or Map, and `entries` that are no entries. */
const foreignLists = [
  {
    selector: 'MemberExpression[object.name="Array"][property.name="from"]',
    message: 'Prototype.js replaces Array.from: spread instead, as in [...set] or [...Array(n).keys()].map(…).',
  },
  {
    selector: 'ForOfStatement > CallExpression.right[callee.property.name="entries"][arguments.length=0]',
    message: 'Prototype.js replaces entries() of arrays: count with forEach, or numbered() in the rules.',
  },
];

const unsafeDirectives = {
  regex: '^lit(-html)?/directives/(unsafe-html|unsafe-svg|style-map|unsafe-mathml)',
  message: 'Strict pages forbid it: use static styles and plain templates.',
};

/** Keeps the arrows rules <- api <- elements <- embed and rules, api <- server. */
function mayNotImport(packages, ...more) {
  return [
    'error',
    {
      patterns: [
        ...(packages.length === 0
          ? []
          : [
              {
                regex: `^@kabinet/(${packages.join('|')})(/|$)`,
                message: 'The arrows go rules <- api <- elements <- embed and rules, api <- server.',
              },
            ]),
        {
          regex: '^(\\.\\./)+(packages/)?(rules|api|elements|embed|server|sandbox-bank)/src/',
          message: 'Import another package by its name.',
        },
        ...more,
      ],
    },
  ];
}

const noNode = { regex: '^node:', message: 'This package also runs in a browser.' };
const noClassicZod = {
  regex: '^zod(/v4)?$',
  message: "Use 'zod/mini': classic zod is four times as heavy and probes eval, which strict pages report.",
};
const noZodOnThePage = {
  regex: '^(zod|@kabinet/api/contract)(/|$)',
  message: 'The page does not load zod: only types may be imported.',
  allowTypeImports: true,
};

/** A name that begins with _ says that it is left out on purpose. */
const unusedVars = { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' };

const tests = ['**/*.test.ts', 'test/**/*.ts', 'packages/*/src/testing/**'];
const configs = ['*.config.{ts,js,mjs}'];

export default defineConfig(
  { ignores: ['**/dist/', '**/node_modules/', '**/coverage/', '.kabinet/', 'test/results/', '**/generated/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  js.configs.recommended,
  {
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': ['error', ...language],
      'no-unused-vars': ['error', unusedVars],
      'object-shorthand': 'error',
      'prefer-const': 'error',
    },
  },

  // What runs in Node without a build
  { files: ['**/*.{js,mjs}'], languageOptions: { globals: globals.node } },
  // What runs in Node and hands functions over to a page
  { files: ['test/bench/*.mjs'], languageOptions: { globals: globals.browser } },
  // Pages of the demo and of tests, plain scripts without a build
  { files: ['demo/*/**/*.js', 'test/**/pages/**/*.js'], languageOptions: { globals: globals.browser } },

  // TypeScript
  { files: ['**/*.ts', '**/*.mts'], extends: [tseslint.configs.strict] },
  {
    files: ['packages/*/src/**/*.ts', 'test/**/*.ts', '*.config.ts'],
    languageOptions: { parserOptions: { project: './tsconfig.check.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-floating-promises': [
        'error',
        // chai's .equal, which a plug-in for comparing DOM declares to be a promise
        { allowForKnownSafeCalls: [{ from: 'package', package: 'chai', name: 'Equal' }] },
      ],
      '@typescript-eslint/no-for-in-array': 'error',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { arguments: false, attributes: false } },
      ],
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/no-unsafe-argument': 'error',
      '@typescript-eslint/no-unsafe-assignment': 'error',
      '@typescript-eslint/no-unsafe-call': 'error',
      '@typescript-eslint/no-unsafe-member-access': 'error',
      '@typescript-eslint/no-unsafe-return': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/restrict-plus-operands': 'error',
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // A value and its type share one name (export const Balance, export type Balance).
      '@typescript-eslint/no-redeclare': 'off',
      '@typescript-eslint/no-unused-vars': ['error', unusedVars],
    },
  },

  // The arrows between packages, and what each package may reach
  {
    files: ['packages/rules/src/**/*.ts'],
    ignores: tests,
    rules: {
      '@typescript-eslint/no-restricted-imports': mayNotImport(['\\w+'], {
        regex: '^[^.]',
        message: 'Rules depend on nothing.',
      }),
      'no-restricted-syntax': ['error', ...language, ...noHiddenInput, ...foreignLists],
    },
  },
  {
    files: ['packages/api/src/**/*.ts'],
    ignores: tests,
    rules: {
      '@typescript-eslint/no-restricted-imports': mayNotImport(['elements', 'embed', 'server'], noNode, noClassicZod),
      'no-restricted-syntax': ['error', ...language, ...foreignLists],
    },
  },
  {
    files: ['packages/elements/src/**/*.ts'],
    ignores: tests,
    rules: {
      '@typescript-eslint/no-restricted-imports': mayNotImport(
        ['embed', 'server'],
        noNode,
        noZodOnThePage,
        unsafeDirectives,
      ),
      'no-restricted-globals': [
        'error',
        ...['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource'].map((name) => ({
          name,
          message: 'Only the client of @kabinet/api talks to the network.',
        })),
        ...['localStorage', 'sessionStorage', 'indexedDB'].map((name) => ({
          name,
          message: 'Nothing personal is kept in the page.',
        })),
      ],
      'no-restricted-properties': [
        'error',
        ...['window', 'globalThis', 'self'].flatMap((object) =>
          ['fetch', 'localStorage', 'sessionStorage'].map((property) => ({
            object,
            property,
            message: 'See no-restricted-globals.',
          })),
        ),
      ],
    },
  },
  {
    // The one place that keeps something on the device, encrypted and only where the page asks for it.
    files: ['packages/elements/src/core/outbox.ts'],
    rules: { 'no-restricted-globals': 'off' },
  },
  {
    files: ['packages/embed/src/**/*.ts'],
    ignores: tests,
    rules: {
      '@typescript-eslint/no-restricted-imports': mayNotImport(['server'], noNode, noZodOnThePage, unsafeDirectives),
    },
  },
  {
    files: ['packages/server/src/**/*.ts'],
    ignores: tests,
    rules: { '@typescript-eslint/no-restricted-imports': mayNotImport(['elements', 'embed', 'sandbox-bank']) },
  },
  {
    // Somebody else's system: what it and the server know of each other goes over the wire.
    files: ['packages/sandbox-bank/src/**/*.ts'],
    ignores: tests,
    rules: { '@typescript-eslint/no-restricted-imports': mayNotImport(['\\w+']) },
  },

  // Templates
  {
    files: ['packages/{elements,embed}/src/**/*.ts'],
    extends: [
      lit.configs['flat/recommended'],
      wc.configs['flat/recommended'],
      wc.configs['flat/best-practice'],
      litA11y.configs.recommended,
    ],
    settings: { litHtmlSources: ['lit', '@open-wc/testing'] },
    rules: {
      'no-restricted-syntax': ['error', ...language, ...strictPage, ...foreignLists],
      'lit/lifecycle-super': 'error',
      'lit/no-classfield-shadowing': 'error',
      'lit/no-template-bind': 'error',
      'lit/no-this-assign-in-render': 'error',
      'lit/no-useless-template-literals': 'error',
      'lit/prefer-nothing': 'error',
      'lit/prefer-static-styles': 'error',
      'lit/quoted-expressions': ['error', 'never'],
      // An arrow that passes an argument reads better than a method that returns a method.
      'lit/no-template-arrow': 'off',
    },
  },
  // Tests look into elements and write what pages would
  {
    files: tests,
    rules: {
      'no-restricted-syntax': ['error', ...language],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
      // Answers are read as they come over the wire.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },

  // The tools that read these ask for a default export.
  { files: [...configs, 'test/support/postgres-server.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
