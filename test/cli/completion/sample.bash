# bash completion of heapghost: source <(heapghost completion bash)
_heapghost_reply() {
  local IFS=$'\n'
  COMPREPLY=($(compgen "$@" -- "$cur"))
}
_heapghost_files() {
  compopt -o filenames 2>/dev/null
  local IFS=$'\n'
  COMPREPLY=($(compgen -f -X '!*.go' -- "$cur"; compgen -d -- "$cur"))
}
_heapghost_folders() {
  compopt -o filenames 2>/dev/null
  _heapghost_reply -d
}
_heapghost() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}
  COMPREPLY=()
  if [[ $COMP_CWORD -eq 1 ]]; then
    _heapghost_reply -W $'bare\nfull\nwords\nfolder\nfree\n--help\n--version'
    return
  fi
  # --option=value comes as three words.
  if [[ $cur == '=' ]]; then cur=; elif [[ $prev == '=' ]]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi
  case $command:$prev in
    full:--file) _heapghost_files; return ;;
    full:--folder) _heapghost_folders; return ;;
    full:--any)  return ;;
    full:--one) _heapghost_reply -W $'a\nb-c'; return ;;
  esac
  case $command in
    bare)
      if [[ $cur == -* ]]; then _heapghost_reply -W $'';
      else :;
      fi ;;
    full)
      if [[ $cur == -* ]]; then _heapghost_reply -W $'--flag\n--file\n--folder\n--any\n--one';
      else _heapghost_files;
      fi ;;
    words)
      if [[ $cur == -* ]]; then _heapghost_reply -W $'--x';
      else _heapghost_reply -W $'one\ntwo';
      fi ;;
    folder)
      if [[ $cur == -* ]]; then _heapghost_reply -W $'';
      else _heapghost_folders;
      fi ;;
    free)
      if [[ $cur == -* ]]; then _heapghost_reply -W $'';
      else :;
      fi ;;
  esac
}
complete -F _heapghost heapghost
