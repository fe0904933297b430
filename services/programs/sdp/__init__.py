"""Files of the corrections database (SDP): the movements of a day come in, the coaching of a month goes out."""
