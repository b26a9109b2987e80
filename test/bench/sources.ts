/** Go programs to measure with. */

export function linesOf(text: string): number {
  return text.split('\n').length;
}

/** A file of about so many lines: caches that each have a map and a slice to be reported. */
export function caches(lines: number): string {
  const parts = ['package caches\n\nimport "sync"\n'];
  for (let i = 0, have = 0; have < lines; i++) {
    const next = cache(i);
    parts.push(next);
    have += linesOf(next);
  }
  return parts.join('\n');
}

export function cache(i: number): string {
  return `// Session${i} is what cache ${i} holds.
type Session${i} struct {
	Name string
	Data [64]byte
}

// Cache${i} holds sessions.
type Cache${i} struct {
	mu       sync.Mutex
	sessions${i} map[string]Session${i}
	watchers${i} []*Session${i}
}

func (c *Cache${i}) Put(s Session${i}) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sessions${i}[s.Name] = s
}

func (c *Cache${i}) Drop(name string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.sessions${i}, name)
}

func (c *Cache${i}) Unwatch(i int) {
	c.watchers${i} = append(c.watchers${i}[:i], c.watchers${i}[i+1:]...)
}
`;
}
