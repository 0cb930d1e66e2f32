// Searches the files that plan/search.py describes. Writes text, never markup.
(() => {
  const [form, out, side, status] = ['search', 'results', 'facets', 'status'].map(id => document.getElementById(id));
  const field = form.elements, COLUMN = {r: 5, t: 6, s: 7, y: 1}, NAMES = Object.keys(COLUMN), files = new Map();
  const fold = text => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = text => fold(text).match(/[\p{L}\p{N}]+/gu) || [];
  const make = (tag, text, more) => Object.assign(document.createElement(tag), {textContent: text}, more);
  const values = (doc, name) => name == 'y' ? [doc[1].slice(0, 4)] : doc[COLUMN[name]].split(' ').filter(Boolean);
  let turn = 0, later;

  const lines = name => files.get(name) || files.set(name, fetch(name).then(r => r.ok ? r.text() : '')
    .then(text => text.split('\n').filter(Boolean).map(line => line.split('\t')))).get(name);

  // The months that have it all, newest first.
  async function months(query) {
    const index = await lines('index.txt'), files = await Promise.all(query.words.map(w => lines(`w-${w.codePointAt(0).toString(16)}.txt`)));
    const sets = [...NAMES.filter(n => n != 'y' && query[n]).map(n => index.filter(l => l[0] == n && l[1] == query[n]).map(l => l[2])),
      ...query.words.map((w, i) => files[i].filter(l => l[0].startsWith(w)).map(l => l[1]))].map(all => new Set(all.flatMap(s => s.split(' '))));
    return index.filter(l => l[0] == 'm' && l[2].startsWith(query.y) && sets.every(s => s.has(l[1]))).reverse();
  }

  // Titles count more than summaries, words more than beginnings.
  function score(doc, query) {
    if (NAMES.some(n => query[n] && !values(doc, n).includes(query[n]))) return 0;
    const title = words(doc[3]), text = words(doc[4]), starts = w => one => one.startsWith(w);
    return query.words.reduce((sum, w) => {
      const best = title.includes(w) ? 6 : title.some(starts(w)) ? 4 : text.includes(w) ? 2 : text.some(starts(w)) ? 1 : 0;
      return sum && best && sum + best;
    }, 1);
  }

  function marked(element, text, query) {
    for (const part of text.split(/([\p{L}\p{N}]+)/u)) element.append(query.words.some(w => fold(part).startsWith(w)) ? make('mark', part) : part);
    return element;
  }

  function facets(docs) {
    side.replaceChildren();
    for (const name of NAMES) {
      const counts = new Map();
      for (const doc of docs) for (const v of values(doc, name)) counts.set(v, (counts.get(v) || 0) + 1);
      const top = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 10), list = make('ul', '');
      for (const [value, n] of top) {
        const address = new URLSearchParams(new FormData(form)), item = make('li', '');
        address.set(name, value);
        const label = [...field[name]].find(o => o.value == value)?.label.replace(/ \(\d+\)$/, '').trim();
        item.append(make('a', label || value, {href: '?' + address}), make('small', n));
        list.append(item);
      }
      if (top.length > 1) side.append(make('h2', field[name].labels[0].textContent), list);
    }
  }

  async function run(limit = 600) {
    const mine = ++turn, query = {words: words(field.q.value)};
    for (const n of NAMES) query[n] = field[n].value;
    const idle = !query.words.length && !NAMES.some(n => query[n]), rest = idle ? [] : await months(query), now = [];
    for (let n = 0; rest.length && (!now.length || n + +rest[0][3] <= limit); n += +now.at(-1)[3]) now.push(rest.shift());
    const docs = (await Promise.all(now.map(l => lines(`m-${l[2]}.txt`)))).flat().map(doc => [score(doc, query), doc]).filter(one => one[0]);
    if (mine != turn) return;
    docs.sort((a, b) => (field.o.value ? 0 : b[0] - a[0]) || (a[1][1] < b[1][1] ? 1 : -1));
    out.replaceChildren(...docs.slice(0, 100).map(([, doc]) => {
      const item = make('article', '', {className: 'it'}), head = make('h2', '', {className: 'hed'});
      head.append(marked(make('a', '', {href: '../' + doc[0]}), doc[3], query));
      item.append(head, marked(make('p', ''), doc[4], query), make('p', doc[2], {className: 'meta'}));
      return item;
    }));
    const say = (k, n) => form.dataset[k].replace('{n}', n);
    status.textContent = idle ? '' : say(rest.length ? 'some' : docs.length ? 'found' : 'none', docs.length);
    if (rest.length) out.append(make('button', say('more', rest.length), {type: 'button', onclick: () => run(limit * 2)}));
    facets(docs.map(one => one[1]));
  }

  function read() {
    const address = new URLSearchParams(location.search);
    for (const n of ['q', 'o', ...NAMES]) field[n].value = address.get(n) || '';
    run();
  }
  const write = how => history[how](null, '', '?' + new URLSearchParams([...new FormData(form)].filter(one => one[1])));
  form.oninput = () => { clearTimeout(later); later = setTimeout(() => { write('replaceState'); run(); }, 120); };
  form.onsubmit = event => { event.preventDefault(); write('pushState'); run(); };
  onpopstate = read;
  read();
})();
