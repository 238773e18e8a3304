/** The pages of docs/: each is fetched from its address, as HTML in JSON, with %picture0%, %picture1% … for the addresses of its pictures. */
declare module "virtual:docs" {
  const list: { id: string; title: string; url: string; pictures: string[] }[];
  export default list;
}
