/**
 * What functions that belong to no package at hand do with their arguments and results, as data; calls.ts looks it up.
 * test/proofs/calls.test.ts compares names and parameters with the sources of a Go.
 */

/** What becomes of one argument, and of what it refers to. */
export type Deed =
  /** Looked at, also by its own methods such as String and Write, and let go of when the call returns. */
  | 'reads'
  /** `len`, `cap`. */
  | 'measures'
  /** All entries, elements or values of an iterator are looked at, and let go of. */
  | 'ranges'
  /** The keys of a map are looked at, the values are not. */
  | 'ranges keys'
  /** All entries or elements are copied, into the result or another argument; what they point to is shared. */
  | 'copies'
  /** A map gets entries. */
  | 'inserts'
  /** Entries of a map are deleted. */
  | 'deletes'
  /** All entries of a map are deleted, all elements of a slice set to zero. */
  | 'clears'
  /** Elements of a slice are assigned to. */
  | 'writes'
  /** The elements of a slice change places. */
  | 'sorts'
  /** Becomes an element of the result. */
  | 'stores'
  /** May be held after the call. */
  | 'keeps'
  /** A function, called before the call returns, as often as it likes. */
  | 'runs'
  /** A function, called before the call returns, and by one call only. */
  | 'runs once'
  /** A function that is held, and called when something else asks for it. */
  | 'runs later'
  /** A function that another goroutine calls. */
  | 'runs elsewhere';

/** What a result has to do with the arguments, counted from 0. */
export type Result =
  /** A map or slice that nobody else has. */
  | 'new'
  /** It may share the array, or the bytes, of that argument. */
  | `view of ${number}`
  /** A new slice, or an iterator, of what may share the array or the bytes of that argument. */
  | `parts of ${number}`
  /** An iterator, which looks at the argument only when it is ranged over. */
  | `iterator of ${number}`;

export interface Call {
  /** For each parameter; what is said of a variadic one holds for all that it takes. */
  readonly args: readonly Deed[];
  readonly result?: Result;
  /** The result is longer than the argument that it is a view of, by one element for each argument from this index on. */
  readonly longerBy?: number;
  /** It never returns: nothing of the function runs after it but what is deferred. */
  readonly ends?: true;
}

/** Functions, or methods of types, that do the same. */
export interface CallRow extends Call {
  /** Import paths, or import paths and types, separated by spaces: `log/slog`, `sync.Once`; '' for builtins. */
  readonly of: string;
  /** Separated by spaces. */
  readonly names: string;
}

const MAPS = 'maps golang.org/x/exp/maps';
const SLICES = 'slices golang.org/x/exp/slices';
const LOG = 'log log.Logger';
const SLOG = 'log/slog log/slog.Logger';
const TEST = 'testing.common testing.TB';
const GLOG = 'github.com/golang/glog';
const KLOG = 'k8s.io/klog k8s.io/klog/v2';
const LOGRUS = 'github.com/sirupsen/logrus';
const LOGRUS_TYPES = `${LOGRUS}.Logger ${LOGRUS}.Entry`;
const ZAP = 'go.uber.org/zap.SugaredLogger';

export const CALL_TABLE: readonly CallRow[] = [
  // Builtins. A spread argument of append is copied.
  { of: '', names: 'len cap', args: ['measures'] },
  { of: '', names: 'append', args: ['reads', 'stores'], result: 'view of 0', longerBy: 1 },
  { of: '', names: 'copy', args: ['writes', 'copies'] },
  { of: '', names: 'delete', args: ['deletes', 'reads'] },
  { of: '', names: 'clear', args: ['clears'] },
  { of: '', names: 'make', args: ['reads', 'reads'], result: 'new' },
  { of: '', names: 'new', args: ['reads'] },
  { of: '', names: 'min max complex', args: ['reads', 'reads'] },
  { of: '', names: 'real imag close', args: ['reads'] },
  { of: '', names: 'print println', args: ['reads'] },
  { of: '', names: 'panic', args: ['keeps'], ends: true },
  { of: '', names: 'recover', args: [] },

  // Maps.
  { of: 'maps', names: 'Keys', args: ['ranges keys'], result: 'iterator of 0' },
  { of: 'maps', names: 'Values All', args: ['ranges'], result: 'iterator of 0' },
  { of: 'golang.org/x/exp/maps', names: 'Keys', args: ['ranges keys'], result: 'new' },
  { of: 'golang.org/x/exp/maps', names: 'Values', args: ['ranges'], result: 'new' },
  { of: 'golang.org/x/exp/maps', names: 'Clear', args: ['clears'] },
  { of: 'maps', names: 'Collect', args: ['ranges'], result: 'new' },
  { of: 'maps', names: 'Insert', args: ['inserts', 'ranges'] },
  { of: MAPS, names: 'Clone', args: ['copies'], result: 'new' },
  { of: MAPS, names: 'Copy', args: ['inserts', 'copies'] },
  { of: MAPS, names: 'Equal', args: ['ranges', 'ranges'] },
  { of: MAPS, names: 'EqualFunc', args: ['ranges', 'ranges', 'runs'] },
  { of: MAPS, names: 'DeleteFunc', args: ['deletes', 'runs'] },

  // Slices.
  { of: SLICES, names: 'Equal Compare', args: ['reads', 'reads'] },
  { of: SLICES, names: 'EqualFunc CompareFunc', args: ['reads', 'reads', 'runs'] },
  { of: SLICES, names: 'Index Contains BinarySearch', args: ['reads', 'reads'] },
  {
    of: SLICES,
    names: 'IndexFunc ContainsFunc IsSortedFunc MinFunc MaxFunc',
    args: ['reads', 'runs'],
  },
  { of: SLICES, names: 'BinarySearchFunc', args: ['reads', 'reads', 'runs'] },
  { of: SLICES, names: 'IsSorted Min Max', args: ['reads'] },
  { of: SLICES, names: 'Sort Reverse', args: ['sorts'] },
  { of: SLICES, names: 'SortFunc SortStableFunc', args: ['sorts', 'runs'] },
  { of: SLICES, names: 'Clone', args: ['copies'], result: 'new' },
  {
    of: SLICES,
    names: 'Insert',
    args: ['writes', 'reads', 'copies'],
    result: 'view of 0',
    longerBy: 2,
  },
  {
    of: SLICES,
    names: 'Replace',
    args: ['writes', 'reads', 'reads', 'copies'],
    result: 'view of 0',
  },
  { of: SLICES, names: 'Delete', args: ['writes', 'reads', 'reads'], result: 'view of 0' },
  { of: SLICES, names: 'DeleteFunc CompactFunc', args: ['writes', 'runs'], result: 'view of 0' },
  { of: SLICES, names: 'Compact', args: ['writes'], result: 'view of 0' },
  { of: SLICES, names: 'Grow', args: ['reads', 'reads'], result: 'view of 0' },
  { of: SLICES, names: 'Clip', args: ['reads'], result: 'view of 0' },
  { of: 'slices', names: 'Concat', args: ['copies'], result: 'new' },
  { of: 'slices', names: 'Repeat', args: ['copies', 'reads'], result: 'new' },
  { of: 'slices', names: 'All Values Backward', args: ['reads'], result: 'iterator of 0' },
  { of: 'slices', names: 'Chunk', args: ['reads', 'reads'], result: 'parts of 0' },
  { of: 'slices', names: 'AppendSeq', args: ['reads', 'ranges'], result: 'view of 0' },
  { of: 'slices', names: 'Collect Sorted', args: ['ranges'], result: 'new' },
  { of: 'slices', names: 'SortedFunc SortedStableFunc', args: ['ranges', 'runs'], result: 'new' },
  { of: 'sort', names: 'Ints Float64s Strings', args: ['sorts'] },
  { of: 'sort', names: 'IntsAreSorted Float64sAreSorted StringsAreSorted', args: ['reads'] },
  { of: 'sort', names: 'Slice SliceStable', args: ['sorts', 'runs'] },
  { of: 'sort', names: 'SliceIsSorted Search Find', args: ['reads', 'runs'] },
  { of: 'sort', names: 'SearchInts SearchFloat64s SearchStrings', args: ['reads', 'reads'] },

  // Text. A part of a string shares its bytes, and so does what comes back as it was given.
  { of: 'strings', names: 'Join', args: ['reads', 'reads'] },
  { of: 'strings', names: 'Clone', args: ['copies'], result: 'new' },
  { of: 'strings bytes', names: 'TrimSpace', args: ['reads'], result: 'view of 0' },
  {
    of: 'strings bytes',
    names: 'Trim TrimLeft TrimRight TrimPrefix TrimSuffix Cut CutPrefix CutSuffix',
    args: ['reads', 'reads'],
    result: 'view of 0',
  },
  {
    of: 'strings bytes',
    names: 'TrimFunc TrimLeftFunc TrimRightFunc',
    args: ['reads', 'runs'],
    result: 'view of 0',
  },
  { of: 'strings bytes', names: 'Fields Lines FieldsSeq', args: ['reads'], result: 'parts of 0' },
  {
    of: 'strings bytes',
    names: 'FieldsFunc FieldsFuncSeq',
    args: ['reads', 'runs'],
    result: 'parts of 0',
  },
  {
    of: 'strings bytes',
    names: 'Split SplitAfter SplitSeq SplitAfterSeq',
    args: ['reads', 'reads'],
    result: 'parts of 0',
  },
  {
    of: 'strings bytes',
    names: 'SplitN SplitAfterN',
    args: ['reads', 'reads', 'reads'],
    result: 'parts of 0',
  },
  { of: 'strings', names: 'ToLower ToUpper ToTitle', args: ['reads'], result: 'view of 0' },
  {
    of: 'strings',
    names: 'Replace',
    args: ['reads', 'reads', 'reads', 'reads'],
    result: 'view of 0',
  },
  { of: 'strings', names: 'ReplaceAll', args: ['reads', 'reads', 'reads'], result: 'view of 0' },
  { of: 'bytes', names: 'Join', args: ['copies', 'reads'], result: 'new' },
  { of: 'bytes', names: 'Clone ToLower ToUpper ToTitle', args: ['copies'], result: 'new' },
  {
    of: 'bytes',
    names: 'Equal Compare Contains Index HasPrefix HasSuffix',
    args: ['reads', 'reads'],
  },
  {
    of: 'encoding/json encoding/xml',
    names: 'Marshal',
    args: ['reads'],
    result: 'new',
  },
  {
    of: 'encoding/json encoding/xml',
    names: 'MarshalIndent',
    args: ['reads', 'reads', 'reads'],
    result: 'new',
  },
  { of: 'reflect', names: 'DeepEqual', args: ['reads', 'reads'] },

  // What prints and logs has done so when it returns.
  { of: 'fmt', names: 'Print Println Sprint Sprintln', args: ['reads'] },
  { of: 'fmt', names: 'Printf Sprintf', args: ['reads', 'reads'] },
  { of: 'fmt', names: 'Fprint Fprintln', args: ['reads', 'reads'] },
  { of: 'fmt', names: 'Fprintf', args: ['reads', 'reads', 'reads'] },
  { of: 'fmt', names: 'Append Appendln', args: ['reads', 'reads'], result: 'view of 0' },
  { of: 'fmt', names: 'Appendf', args: ['reads', 'reads', 'reads'], result: 'view of 0' },
  // The error may hold what stands for a %w.
  { of: 'fmt', names: 'Errorf', args: ['reads', 'keeps'] },
  { of: LOG, names: 'Print Println', args: ['reads'] },
  { of: LOG, names: 'Printf', args: ['reads', 'reads'] },
  { of: LOG, names: 'Fatal Fatalln Panic Panicln', args: ['reads'], ends: true },
  { of: LOG, names: 'Fatalf Panicf', args: ['reads', 'reads'], ends: true },
  { of: SLOG, names: 'Debug Info Warn Error', args: ['reads', 'reads'] },
  {
    of: SLOG,
    names: 'DebugContext InfoContext WarnContext ErrorContext',
    args: ['reads', 'reads', 'reads'],
  },
  { of: SLOG, names: 'Log LogAttrs', args: ['reads', 'reads', 'reads', 'reads'] },
  { of: TEST, names: 'Log Error', args: ['reads'] },
  { of: TEST, names: 'Logf Errorf', args: ['reads', 'reads'] },
  { of: TEST, names: 'Fatal Skip', args: ['reads'], ends: true },
  { of: TEST, names: 'Fatalf Skipf', args: ['reads', 'reads'], ends: true },
  { of: TEST, names: 'FailNow SkipNow', args: [], ends: true },
  { of: 'testing', names: 'AllocsPerRun', args: ['reads', 'runs'] },
  { of: 'testing', names: 'Benchmark', args: ['runs'] },

  // What never returns.
  { of: 'os syscall', names: 'Exit', args: ['reads'], ends: true },
  { of: 'runtime', names: 'Goexit', args: [], ends: true },
  // Loggers that many programs use.
  { of: KLOG, names: 'Fatal Fatalln Exit Exitln', args: ['keeps'], ends: true },
  { of: KLOG, names: 'Fatalf Exitf FatalDepth ExitDepth', args: ['reads', 'keeps'], ends: true },
  {
    of: 'k8s.io/klog/v2',
    names: 'FatallnDepth ExitlnDepth',
    args: ['reads', 'keeps'],
    ends: true,
  },
  {
    of: 'k8s.io/klog/v2',
    names: 'FatalfDepth ExitfDepth',
    args: ['reads', 'reads', 'keeps'],
    ends: true,
  },
  { of: GLOG, names: 'Fatal Fatalln Exit Exitln', args: ['keeps'], ends: true },
  {
    of: GLOG,
    names: 'Fatalf Exitf FatalDepth ExitDepth FatalContext ExitContext',
    args: ['reads', 'keeps'],
    ends: true,
  },
  {
    of: GLOG,
    names: 'FatalDepthf ExitDepthf FatalContextf ExitContextf FatalContextDepth ExitContextDepth',
    args: ['reads', 'reads', 'keeps'],
    ends: true,
  },
  {
    of: GLOG,
    names: 'FatalContextDepthf ExitContextDepthf',
    args: ['reads', 'reads', 'reads', 'keeps'],
    ends: true,
  },
  { of: LOGRUS, names: 'Fatal Fatalln Panic Panicln Exit', args: ['keeps'], ends: true },
  { of: LOGRUS, names: 'Fatalf Panicf', args: ['reads', 'keeps'], ends: true },
  { of: LOGRUS, names: 'FatalFn PanicFn', args: ['runs'], ends: true },
  { of: `${LOGRUS}.Logger`, names: 'Exit', args: ['reads'], ends: true },
  { of: LOGRUS_TYPES, names: 'Fatal Fatalln Panic Panicln', args: ['keeps'], ends: true },
  { of: LOGRUS_TYPES, names: 'Fatalf Panicf', args: ['reads', 'keeps'], ends: true },
  { of: 'go.uber.org/zap.Logger', names: 'Fatal Panic', args: ['reads', 'keeps'], ends: true },
  { of: ZAP, names: 'Fatal Fatalln Panic Panicln', args: ['keeps'], ends: true },
  { of: ZAP, names: 'Fatalf Panicf Fatalw Panicw', args: ['reads', 'keeps'], ends: true },

  // What runs functions.
  { of: 'sync.Once', names: 'Do', args: ['runs once'] },
  { of: 'sync', names: 'OnceFunc OnceValue OnceValues', args: ['runs later'] },
  { of: 'sync.WaitGroup', names: 'Go', args: ['runs elsewhere'] },
  { of: 'time', names: 'AfterFunc', args: ['reads', 'runs elsewhere'] },
  { of: 'context', names: 'AfterFunc', args: ['reads', 'runs elsewhere'] },

  // What holds on to values.
  { of: 'sync.Pool', names: 'Put', args: ['keeps'] },
  { of: 'sync.Map', names: 'Store Swap LoadOrStore', args: ['keeps', 'keeps'] },
  { of: 'sync/atomic.Value', names: 'Store Swap', args: ['keeps'] },
];
