from django.apps import AppConfig


class ConversationConfig(AppConfig):
    name = "leadline.conversation"
    label = "conversation"
