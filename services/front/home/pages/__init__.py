"""The pages, in both languages: GET /, GET /keluar/selesai, POST /bahasa, GET /aset/pintu.css."""
