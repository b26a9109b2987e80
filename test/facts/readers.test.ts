/** Which functions are taken to let go of their arguments: a map that is passed to another one may be kept by it. */
import assert from 'node:assert/strict';
import { onlyReads } from '../../server/src/facts/readers';

const READ = [
  ...['fmt.Println', 'fmt.Sprint', 'log.Printf', 'testing.AllocsPerRun', 'log/slog.Info'],
  ...['encoding/json.Marshal', 'encoding/json.MarshalIndent', 'encoding/xml.Marshal'],
  ...['encoding/xml.MarshalIndent', 'reflect.DeepEqual', 'strings.Join'],
  ...['sort.Slice', 'sort.SliceStable', 'sort.SliceIsSorted', 'sort.Strings', 'sort.Ints'],
  ...['sort.StringsAreSorted', 'sort.Float64s', 'sort.SearchInts', 'sort.Search'],
  ...['slices.Contains', 'slices.ContainsFunc', 'slices.Index', 'slices.IndexFunc'],
  ...['slices.Sort', 'slices.SortFunc', 'slices.BinarySearch', 'slices.BinarySearchFunc'],
  ...['slices.Max', 'slices.MaxFunc', 'slices.Min', 'slices.MinFunc', 'slices.Equal'],
  ...['slices.Compare', 'slices.CompareFunc', 'slices.IsSorted', 'slices.IsSortedFunc'],
  ...['slices.Reverse', 'slices.Clone', 'slices.Concat'],
];

const MAY_KEEP = [
  ...['fmtx.Println', 'example.com/fmt.Println', 'example.com/slices.Clone', 'log/zap.Info'],
  ...['encoding/json.Unmarshal', 'encoding/json.NewEncoder', 'encoding/gob.Marshal'],
  ...['reflect.ValueOf', 'reflect.DeepEqualer', 'sort.Sort', 'sort.Reverse', 'sort.IntSlice'],
  ...['slices.Insert', 'slices.Delete', 'slices.Grow', 'slices.Clip', 'slices.Values'],
  ...['slices.Replace', 'slices.CloneAll', 'slices.ReverseAll', 'slices.ConcatInto'],
  ...['strings.Joiner', 'strings.NewReplacer', 'maps.Keys', 'fmt', ''],
];

describe('functions of the standard library', () => {
  for (const name of READ) it(`${name} only reads`, () => assert.ok(onlyReads(name)));
  for (const name of MAY_KEEP) it(`"${name}" may keep`, () => assert.ok(!onlyReads(name)));
});
