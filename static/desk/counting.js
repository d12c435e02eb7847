// Words of the text while one types, counted as the desk counts them (articles/text/blocks.py): runs between white space
// that hold a letter or a digit; of Chinese and Japanese each character.

const CJK = "\\u3005-\\u3007\\u3040-\\u30ff\\u3100-\\u312f\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}"
const WORD = new RegExp(`[${CJK}]|[^\\s${CJK}]+`, "gu")

const counted = (html) => {
  const page = new DOMParser().parseFromString(html, "text/html")
  const blocks = [...page.querySelectorAll("p, h2, h3, li")].filter((block) => !block.querySelector("p"))
  const words = blocks.flatMap((block) => block.textContent.match(WORD) ?? [])
  return words.filter((word) => /[\p{L}\p{N}]/u.test(word)).length
}

const shown = document.querySelector("[data-wanted]")
const text = document.getElementById("id_body")
if (shown && text) {
  const { wanted } = shown.dataset
  const show = () => {
    const words = counted(text.value)
    shown.textContent = wanted ? `${words} of ${wanted} words` : `${words} words`
  }
  text.addEventListener("input", show)
  show()
}
