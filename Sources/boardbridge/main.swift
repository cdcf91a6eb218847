print("boardbridge")
