/** The columns an import knows, each with the headings it goes by; case, spaces and signs do not matter. */
const headings = {
  id: ['id', '编号'],
  codes: ['code', 'codes', 'barcode', '条码', '条形码', '商品条码', '條碼'],
  name: ['name', 'name_zh_cn', '名称', '品名', '商品名称', '名稱'],
  nameTraditional: ['name_zh_tw', '繁体名称', '繁體名稱'],
  nameEnglish: ['name_en', '英文名称', '英文名', '英文名稱'],
  category: ['category', '分类', '类别', '商品分类', '分類'],
  categoryTraditional: ['category_zh_tw', '繁体分类', '繁體分類'],
  categoryEnglish: ['category_en', '英文分类', '英文分類'],
  unit: ['unit', '单位', '單位'],
  soldBy: ['sold_by', '计价方式', '计价', '計價方式'],
  price: ['price', '售价', '价格', '单价', '零售价', '售價', '價格'],
  taxRate: ['tax_rate', 'tax', '税率', '稅率'],
  picture: ['picture', '图片', '圖片'],
  isActive: ['active', '在售', '状态', '狀態'],
} as const;

export type Field = keyof typeof headings;

/** Where each field stands in a record, from 0. */
export type Columns = ReadonlyMap<Field, number>;

const required: readonly Field[] = ['codes', 'name', 'category', 'price'];

/** Reads the header; unknown headings are passed over. */
export function readHeader(
  cells: readonly string[],
): { readonly columns: Columns } | { readonly missing: readonly Field[] } {
  const columns = new Map<Field, number>();
  for (const [field, names] of Object.entries(headings)) {
    const at = cells.findIndex((cell) => names.some((name) => bare(name) === bare(cell)));
    if (at !== -1 && isField(field)) columns.set(field, at);
  }
  const missing = required.filter((field) => !columns.has(field));
  return missing.length > 0 ? { missing } : { columns };
}

/** The name under which a field is reported. */
export function headingOf(field: Field): string {
  return headings[field][0];
}

function isField(name: string): name is Field {
  return Object.hasOwn(headings, name);
}

function bare(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
